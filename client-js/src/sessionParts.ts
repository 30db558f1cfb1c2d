import type { Backoff } from "./backoff.js";
import type { ClientOptions } from "./client.js";
import type { DeviceStore } from "./deviceStore.js";
import type { Follower } from "./follower.js";
import type { InviteMaking } from "./inviteBook.js";
import type { LiveLink } from "./live/liveLink.js";
import type { Elsewhere } from "./otherDevices.js";
import type { Outbox } from "./outbox.js";
import type { Receipt } from "./receipt.js";
import type { MemberContext } from "./rosterFollower.js";

/** What a session is made of, beside its keys. */
export interface SessionParts {
  readonly context: MemberContext;
  readonly follower: Follower;
  readonly live: LiveLink;
  readonly outbox: Outbox;
  readonly store: DeviceStore;
  /** What the broker gave this device when it came in. */
  readonly receipt: Receipt | null;
  readonly inviteMaking: InviteMaking;
  readonly elsewhere: Elsewhere;
  readonly newBackoff: () => Backoff;
  readonly clock: () => number;
  readonly options: Pick<
    ClientOptions,
    "logger" | "lostConnectionTimeout" | "preventUnsavedChanges"
  >;
}
