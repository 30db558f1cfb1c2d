import type { Catalogue } from "./catalogue.js";
import { board } from "./de/board.js";
import { connection } from "./de/connection.js";
import { controls } from "./de/controls.js";
import { editing } from "./de/editing.js";
import { emoji } from "./de/emoji.js";
import { frame } from "./de/frame.js";
import { game } from "./de/game.js";
import { handover } from "./de/handover.js";
import { inviting } from "./de/inviting.js";
import { joining } from "./de/joining.js";
import { knocking } from "./de/knocking.js";
import { ledger } from "./de/ledger.js";
import { ledgerEvents } from "./de/ledgerEvents.js";
import { links } from "./de/links.js";
import { people } from "./de/people.js";
import { problems } from "./de/problems.js";
import { radar } from "./de/radar.js";
import { roles } from "./de/roles.js";
import { scanning } from "./de/scanning.js";
import { session } from "./de/session.js";
import { sharing } from "./de/sharing.js";
import { slides } from "./de/slides.js";
import { start } from "./de/start.js";
import { status } from "./de/status.js";
import { surroundings } from "./de/surroundings.js";
import { times } from "./de/times.js";

/** German. Readers are addressed as “du”, alone, and the people in a session as “ihr”. */
export const de: Catalogue = {
  board,
  connection,
  controls,
  editing,
  emoji,
  frame,
  game,
  handover,
  inviting,
  joining,
  knocking,
  ledger,
  ledgerEvents,
  links,
  people,
  problems,
  radar,
  roles,
  scanning,
  session,
  sharing,
  slides,
  start,
  status,
  surroundings,
  times,
};
