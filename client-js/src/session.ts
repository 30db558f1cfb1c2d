import type { Alarm } from "./alarm.js";
import type { CallOptions } from "./callOptions.js";
import type { Comparison, ComparisonRequest } from "./comparison.js";
import type { Channel } from "./channel.js";
import type { BrokerError } from "./errors.js";
import type { Invites } from "./invites.js";
import type { Handover } from "./handover.js";
import type { Json, JsonObject } from "./json.js";
import type { Ledger } from "./ledger.js";
import type { Knock } from "./knock.js";
import type { Member, Members } from "./members.js";
import type { Role } from "./role.js";

/** "closed" is terminal and says why in {@link Session.closed}; the others come and go. */
export type SessionStatus =
  "initial" | "connecting" | "connected" | "reconnecting" | "disconnected" | "closed";

export type CloseReason =
  /** A host removed this member. */
  | "removed"
  /** A host ended the session. */
  | "ended"
  /** Another device has taken this one's place; see {@link Session.handover}. */
  | "moved"
  /** The broker knows no such session, or does not know this member of it. */
  | "not_found"
  /** {@link Session.leave} was called. */
  | "left"
  /** The broker served what honest members cannot have made; see {@link CloseInfo.alarm}. */
  | "dishonest_broker";

export interface CloseInfo {
  readonly reason: CloseReason;
  /** English, for developers. */
  readonly message: string;
  readonly at: Date;
  readonly alarm: Alarm | null;
  /** The member that removed this one or ended the session, where its statement has come. */
  readonly by: string | null;
}

/** A stored frame that this client did not apply, as every honest client does not. */
export interface RefusedFrame {
  readonly seq: number;
  /** Why, in English, for developers. */
  readonly reason: string;
}

export interface Change {
  /** The sequence number of the change; greater than every earlier one. */
  readonly version: number;
  /** Whose device signed it. */
  readonly by: Member;
}

/** What another member shows of itself while it is there. */
export interface Other {
  readonly member: Member;
  readonly presence: JsonObject;
}

/** Of a connection that was away for longer than a moment; "failed": it will not come back. */
export type LostConnection = "lost" | "restored" | "failed";

export interface SessionEvents<S extends Json = Json> {
  status: (status: SessionStatus) => void;
  /** True once everything up to the broker's head has been read and checked. */
  sync: (synced: boolean) => void;
  change: (state: Readonly<S>, change: Change) => void;
  /** Somebody came, left, was named or got another role. */
  members: (members: readonly Member[]) => void;
  /** Somebody who is there shows something else, came, or went. */
  others: (others: readonly Other[]) => void;
  /** Somebody knocks, is let in, or was turned away; to hosts only. */
  knocks: (knocks: readonly Knock[]) => void;
  /** Another member wants to compare emoji with this one. */
  compare: (request: ComparisonRequest) => void;
  /** How many writes the broker has not acknowledged. */
  "unsynced-changes": (count: number) => void;
  "lost-connection": (event: LostConnection) => void;
  title: (title: string) => void;
  /** A host gave this member another role. */
  role: (role: Role) => void;
  frozen: (on: boolean) => void;
  /** Everything is sealed with a new key from now on. */
  key: (key: { readonly epoch: number }) => void;
  refused: (frame: RefusedFrame) => void;
  alarm: (alarm: Alarm) => void;
  /** A passing trouble; the session goes on trying. */
  error: (error: BrokerError) => void;
  /** The last event. */
  closed: (info: CloseInfo) => void;
}

export type Unsubscribe = () => void;

/** One member's view of a session: its state, who is in, and what this client has checked. */
export interface Session<S extends Json = Json> {
  readonly id: string;
  /** The broker's, by which it was begun: `https://broker.example`. */
  readonly origin: string;
  /** As the host named it; "" until that has arrived. */
  readonly title: string;
  readonly self: Member;
  readonly role: Role;
  /** True for hosts, and for editors while the session is not frozen. */
  readonly canWrite: boolean;
  readonly status: SessionStatus;
  /** Why the session is closed; null while it is not. */
  readonly closed: CloseInfo | null;
  /** False also while what is there waits to be sealed anew for a member who has no older key. */
  readonly synced: boolean;
  /** Whether a host has let nobody but hosts write for now. */
  readonly frozen: boolean;
  /** The number of the current key: it grows with every new one. */
  readonly epoch: number;
  readonly members: Members;
  /** Who is there and shows something; each once, without this member. */
  readonly others: readonly Other[];
  /** Who waits to be let in, in the order of knocking; nobody, unless this member is a host. */
  readonly knocks: readonly Knock[];
  /** Whether something was written that the broker has not acknowledged. */
  readonly hasUnsyncedChanges: boolean;
  /** Null unless this member is a host. */
  readonly invites: Invites | null;
  /** Who accessed the session, as far as it is shown to this member. */
  readonly ledger: Ledger;

  /** The newest state, frozen; undefined if nobody has written yet. */
  get(): Readonly<S> | undefined;
  /** Replaces the state; the last writer wins. Resolves when the broker has stored it. */
  set(state: S, call?: CallOptions): Promise<void>;
  /**
   * Changes the state by `change` and resolves to the new one when it is stored. If somebody else
   * wrote in between, `change` is called again with what they wrote: no update is lost.
   */
  update(change: (state: Readonly<S> | undefined) => S, call?: CallOptions): Promise<Readonly<S>>;
  /** Writes the first state. True if this call won; false if there was a state already. */
  initialize(state: S | (() => S), call?: CallOptions): Promise<boolean>;
  /** Calls back after every change, also this client's own; with `immediate` at once, too. */
  onChange(
    callback: (state: Readonly<S>, change: Change) => void,
    options?: { readonly immediate?: boolean; readonly signal?: AbortSignal },
  ): Unsubscribe;

  /**
   * A log of bytes that all members share, beside the state; the same object for the same name. It
   * is followed from the first call on.
   *
   * @throws {RangeError} On a name of more than 64 bytes of UTF-8, or with a line break.
   */
  channel(name?: string): Channel;
  /**
   * Shows something to everybody who is there, beside what was shown before. It is sealed, and kept
   * nowhere.
   */
  updatePresence(patch: JsonObject): void;
  /**
   * Asks another member to compare emoji, and waits until they take part: both must be connected live.
   * Rejects with code `member_unknown`, or `compare_declined`.
   */
  compare(memberId: string, call?: CallOptions): Promise<Comparison>;
  /**
   * Makes a link by which another device of this person can take this one's place, with its role and
   * its keys, once this one has confirmed it.
   */
  handover(call?: CallOptions): Promise<Handover>;
  /**
   * Makes a further member with role host that is on no device, and seals it for a file by a
   * passphrase of at least 12 characters; {@link Client.recover} opens it when every device of the
   * host is lost. It counts as a member, until it is removed like any other.
   *
   * @throws {InvalidTextError} On a shorter passphrase.
   */
  createRecoveryFile(passphrase: string, call?: CallOptions): Promise<Blob>;

  /**
   * Lets nobody but hosts write from now on, or everybody again who may: for hosts. What others had
   * not brought to the broker is refused with the code `role_forbidden`.
   */
  freeze(on: boolean, call?: CallOptions): Promise<void>;
  /** Closes the session for everybody, for good, and has the broker erase it: for hosts. */
  end(call?: CallOptions): Promise<void>;

  /** Resolves when everything up to the broker's head has been read and checked. */
  whenSynced(call?: CallOptions): Promise<void>;
  /** Resolves when everything that was written is acknowledged, or has failed. */
  flush(call?: CallOptions): Promise<void>;

  on<K extends keyof SessionEvents<S>>(
    type: K,
    callback: SessionEvents<S>[K],
    options?: { readonly signal?: AbortSignal },
  ): Unsubscribe;
  /** Resolves with the event's first argument. */
  once<K extends keyof SessionEvents<S>>(
    type: K,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Parameters<SessionEvents<S>[K]>[0]>;

  connect(): void;
  /** Stops reading; membership and keys stay. */
  disconnect(): void;
  /** Closes the session on this device and wipes its keys: coming back needs a new invite. */
  leave(): Promise<void>;
  /** Frees what the session holds in memory. Keys stay: `Client.open` works again. */
  destroy(): void;
}

/** A session in which this member is a host. */
export interface HostSession<S extends Json = Json> extends Session<S> {
  readonly invites: Invites;
}
