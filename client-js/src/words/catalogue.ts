import type { BoardWords } from "./en/board.js";
import type { ConnectionWords } from "./en/connection.js";
import type { ControlWords } from "./en/controls.js";
import type { EmojiWords } from "./en/emoji.js";
import type { FrameWords } from "./en/frame.js";
import type { HandoverWords } from "./en/handover.js";
import type { InvitingWords } from "./en/inviting.js";
import type { JoiningWords } from "./en/joining.js";
import type { KnockingWords } from "./en/knocking.js";
import type { LedgerWords } from "./en/ledger.js";
import type { LedgerEventWords } from "./en/ledgerEvents.js";
import type { LinkWords } from "./en/links.js";
import type { PeopleWords } from "./en/people.js";
import type { ProblemWords } from "./en/problems.js";
import type { RoleWords } from "./en/roles.js";
import type { ScanningWords } from "./en/scanning.js";
import type { SessionWords } from "./en/session.js";
import type { SharingWords } from "./en/sharing.js";
import type { StartWords } from "./en/start.js";
import type { StatusWords } from "./en/status.js";
import type { SurroundingsWords } from "./en/surroundings.js";
import type { TimeWords } from "./en/times.js";

/** Every word of the application, by area. The English ones give the type. */
export interface Catalogue {
  readonly board: BoardWords;
  readonly connection: ConnectionWords;
  readonly controls: ControlWords;
  readonly emoji: EmojiWords;
  readonly frame: FrameWords;
  readonly handover: HandoverWords;
  readonly inviting: InvitingWords;
  readonly joining: JoiningWords;
  readonly knocking: KnockingWords;
  readonly ledger: LedgerWords;
  readonly ledgerEvents: LedgerEventWords;
  readonly links: LinkWords;
  readonly people: PeopleWords;
  readonly problems: ProblemWords;
  readonly roles: RoleWords;
  readonly scanning: ScanningWords;
  readonly session: SessionWords;
  readonly sharing: SharingWords;
  readonly start: StartWords;
  readonly status: StatusWords;
  readonly surroundings: SurroundingsWords;
  readonly times: TimeWords;
}
