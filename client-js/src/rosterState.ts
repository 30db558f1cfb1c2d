import type { Bytes } from "./bytes.js";
import { HostChain } from "./hostChain.js";
import type { InviteId } from "./inviteId.js";
import type { MemberId } from "./memberId.js";
import type { RosterInvite } from "./rosterInvite.js";
import type { RosterMember } from "./rosterMember.js";
import type { SessionId } from "./sessionId.js";
import type { ChannelHead, Genesis } from "./statement.js";
import { startOfLog } from "./statementLog.js";
import { Timeline } from "./timeline.js";

/** The time of one epoch key. */
export interface RosterEpoch {
  readonly number: number;
  /** What a key must match. */
  readonly commitment: Bytes;
  /** Position of the change by which it began. */
  readonly entry: number;
  /** Who gets it wrapped. */
  readonly members: ReadonlySet<MemberId>;
  readonly invites: ReadonlySet<InviteId>;
  /** Where the channels stood when it began. */
  readonly closing: readonly ChannelHead[];
}

/** At entry `entry` the device `by` said that it compared the emoji with the device `mid`. */
export interface RosterComparison {
  readonly by: MemberId;
  readonly mid: MemberId;
  readonly match: boolean;
  readonly entry: number;
}

/** What the entries of a statement log add up to. */
export interface RosterState {
  readonly sid: SessionId;
  readonly genesis: Genesis | undefined;
  /** The device that is now in the place of the one whose key the session ID pins. */
  readonly pinnedHost: MemberId | undefined;
  readonly logHash: Bytes;
  /** L(-1), then the log hash after every entry. */
  readonly logHashes: readonly Bytes[];
  readonly hostChain: HostChain;
  readonly members: ReadonlyMap<MemberId, RosterMember>;
  readonly invites: ReadonlyMap<InviteId, RosterInvite>;
  readonly epochs: ReadonlyMap<number, RosterEpoch>;
  /** All that each member said, in the order of the log. */
  readonly comparisons: ReadonlyMap<MemberId, readonly RosterComparison[]>;
  readonly timeline: Timeline;
  readonly frozen: boolean;
  readonly ended: boolean;
}

/**
 * The state that one entry is making: a copy of the one before, which the rules of that entry
 * check and change. A rule that throws leaves a draft that nobody keeps.
 */
export interface Draft {
  readonly sid: SessionId;
  genesis: Genesis | undefined;
  pinnedHost: MemberId | undefined;
  readonly logHash: Bytes;
  readonly logHashes: readonly Bytes[];
  hostChain: HostChain;
  readonly members: Map<MemberId, RosterMember>;
  readonly invites: Map<InviteId, RosterInvite>;
  readonly epochs: Map<number, RosterEpoch>;
  readonly comparisons: Map<MemberId, readonly RosterComparison[]>;
  timeline: Timeline;
  frozen: boolean;
  ended: boolean;
  /** The position at which the entry is to stand. */
  readonly entry: number;
  readonly entryHash: Bytes;
}

export function startOfRoster(sid: SessionId): RosterState {
  return {
    sid,
    genesis: undefined,
    pinnedHost: undefined,
    logHash: startOfLog(),
    logHashes: [startOfLog()],
    hostChain: new HostChain(),
    members: new Map(),
    invites: new Map(),
    epochs: new Map(),
    comparisons: new Map(),
    timeline: new Timeline(),
    frozen: false,
    ended: false,
  };
}

export function draftAfter(state: RosterState, entryHash: Bytes): Draft {
  return {
    ...state,
    members: new Map(state.members),
    invites: new Map(state.invites),
    epochs: new Map(state.epochs),
    comparisons: new Map(state.comparisons),
    entry: state.logHashes.length - 1,
    entryHash,
  };
}

/** The first device of the line of this member. */
export function lineOf(state: RosterState, id: MemberId): MemberId {
  return state.members.get(id)?.line ?? id;
}
