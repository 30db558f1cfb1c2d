import { type Bytes, equalBytes } from "./bytes.js";
import { fold } from "./fold.js";
import type { InviteId } from "./inviteId.js";
import type { MemberId } from "./memberId.js";
import type { Role } from "./role.js";
import type { RosterInvite } from "./rosterInvite.js";
import type { RosterMember } from "./rosterMember.js";
import {
  type RosterComparison,
  type RosterEpoch,
  type RosterState,
  startOfRoster,
} from "./rosterState.js";
import type { SessionId } from "./sessionId.js";
import type { Act, ChannelHead, TreeHead } from "./statement.js";
import type { StatementEntry } from "./statementEntry.js";
import type { VerifyingKey } from "./verifyingKey.js";

/**
 * Who is in a session, with which keys and roles: what its statement log adds up to, from the
 * session ID on and without trust in the broker. Immutable. FORMATS.md §7.1.
 */
export class Roster {
  readonly #state: RosterState;

  constructor(state: RosterState) {
    this.#state = state;
  }

  /** The roster before the first entry. */
  static begin(sid: SessionId): Roster {
    return new Roster(startOfRoster(sid));
  }

  /**
   * The roster after one more entry, every signature of which is verified.
   *
   * @throws {StatementError} If the entry may not stand there. Folding stops: the broker must not
   *   have taken it.
   */
  async apply(entry: StatementEntry): Promise<Roster> {
    return new Roster(await fold(this.#state, entry));
  }

  get sid(): SessionId {
    return this.#state.sid;
  }

  /** How many entries are folded. */
  get size(): number {
    return this.#state.logHashes.length - 1;
  }

  /** L of the newest entry. */
  get logHash(): Bytes {
    return this.#state.logHash;
  }

  /** The log hash when the log had `size` entries; undefined beyond this roster. */
  logHashAt(size: number): Bytes | undefined {
    return this.#state.logHashes[size];
  }

  /** Whether the log ever stood at this hash. */
  hasHad(logHash: Uint8Array): boolean {
    return this.#state.logHashes.some((had) => equalBytes(had, logHash));
  }

  get nextHostNumber(): number {
    return this.#state.hostChain.next;
  }

  /** What a host statement must carry to stand next. */
  nextAct(by: MemberId, heads: readonly ChannelHead[], checkpoint: TreeHead): Act {
    return { sid: this.sid, by, n: this.nextHostNumber, prev: this.logHash, heads, checkpoint };
  }

  /** What the next `compared` of this member must have for its `n`. */
  nextComparedNumber(by: MemberId): number {
    return (this.#state.comparisons.get(by)?.length ?? 0) + 1;
  }

  /** Everybody who ever came in, in the order of the log; see {@link RosterMember.standing}. */
  members(): readonly RosterMember[] {
    return [...this.#state.members.values()];
  }

  member(id: MemberId): RosterMember | undefined {
    return this.#state.members.get(id);
  }

  /** Every invite, in the order of the log, also revoked ones. */
  invites(): readonly RosterInvite[] {
    return [...this.#state.invites.values()];
  }

  invite(id: InviteId): RosterInvite | undefined {
    return this.#state.invites.get(id);
  }

  /**
   * With whom members have compared the emoji, in the order of the log: of each member, the newest
   * about each other one. Also of and about members that were removed since.
   */
  get comparisons(): readonly RosterComparison[] {
    return [...this.#state.comparisons.values()].flatMap(newest).sort((a, b) => a.entry - b.entry);
  }

  /** The number of the current epoch; 0 before the first. */
  get epoch(): number {
    return this.#state.epochs.size;
  }

  get epochs(): ReadonlyMap<number, RosterEpoch> {
    return this.#state.epochs;
  }

  /** The device that is now in the place of the one whose key the session ID pins. */
  get pinnedHost(): MemberId {
    return folded(this.#state.pinnedHost);
  }

  get origin(): string {
    return folded(this.#state.genesis).origin;
  }

  get ledgerKey(): VerifyingKey {
    return folded(this.#state.genesis).ledgerKey;
  }

  /** Whether only hosts write for now. */
  get frozen(): boolean {
    return this.#state.frozen;
  }

  get ended(): boolean {
    return this.#state.ended;
  }

  /** Where the newest change or freeze closed channels; the next one closes the same, or more. */
  get closing(): readonly ChannelHead[] {
    return this.#state.timeline.closing;
  }

  /**
   * The role by which a durable frame of this member is judged at this sequence number; undefined
   * if the member had none there. Where the session was frozen, an editor is judged as a viewer.
   */
  roleAt(id: MemberId, channel: number, seq: number): Role | undefined {
    const member = this.member(id);
    return member && this.#state.timeline.roleAt(member, channel, seq);
  }

  /** The epoch of which a durable frame must be at this sequence number. */
  epochAt(channel: number, seq: number): number {
    return this.#state.timeline.epochAt(channel, seq);
  }
}

/** Of what one member said, the last about each other one. */
function newest(made: readonly RosterComparison[]): readonly RosterComparison[] {
  return [...new Map(made.map((comparison) => [comparison.mid, comparison])).values()];
}

function folded<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("roster: no genesis is folded yet");
  }
  return value;
}
