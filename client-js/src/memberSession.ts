import { type Backoff } from "./backoff.js";
import type { CallOptions } from "./callOptions.js";
import { ChannelWriter } from "./channelWriter.js";
import type { ClientOptions } from "./client.js";
import { Connection, type ConnectionListener } from "./connection.js";
import { Emitter } from "./emitter.js";
import { BrokerError } from "./errors.js";
import { type Follower, type Pulled } from "./follower.js";
import { InviteBook, type InviteMaking } from "./inviteBook.js";
import type { Json } from "./json.js";
import { describeMember, listMembers, type Self, sessionTitle } from "./memberList.js";
import { type MemberId } from "./memberId.js";
import type { Member, Members } from "./members.js";
import { NamePublisher } from "./namePublisher.js";
import type { Role } from "./role.js";
import { type MemberContext } from "./rosterFollower.js";
import type { CloseInfo, Session, SessionEvents, SessionStatus, Unsubscribe } from "./session.js";
import { StateChannel } from "./stateChannel.js";

/** What a session is made of, beside its keys. */
export interface SessionParts {
  readonly context: MemberContext;
  readonly follower: Follower;
  readonly inviteMaking: InviteMaking;
  readonly newBackoff: () => Backoff;
  readonly clock: () => number;
  readonly logger: ClientOptions["logger"];
}

/** How member and session were called when this device last saw them. */
export interface LastSeen {
  readonly displayName: string;
  readonly title: string;
  readonly role: Role;
}

export const STATE_CHANNEL = 0;

/** A session as one member has it, over HTTP. */
export class MemberSession<S extends Json> implements Session<S> {
  readonly members: Members = { list: () => this.#memberList };
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #logger: ClientOptions["logger"];
  readonly #events = new Emitter<SessionEvents<S>>();
  readonly #listener = this.#listen();
  readonly #connection: Connection;
  readonly #writer: ChannelWriter;
  readonly #state: StateChannel<S>;
  readonly #invites: InviteBook;
  readonly #namePublisher: NamePublisher;
  #lastSeen: LastSeen;
  #title: string;
  #memberList: readonly Member[] = [];

  constructor(parts: SessionParts, lastSeen: LastSeen) {
    const { context, follower, newBackoff } = parts;
    const { displayName, title } = lastSeen;
    this.#context = context;
    this.#follower = follower;
    this.#logger = parts.logger;
    this.#lastSeen = lastSeen;
    this.#title = title;
    this.#connection = new Connection(follower, this.#listener, newBackoff(), parts.clock);
    this.#writer = new ChannelWriter(context, follower, STATE_CHANNEL, newBackoff);
    this.#state = new StateChannel(
      this.#connection,
      this.#writer,
      follower.reader,
      () => this.canWrite,
    );
    this.#invites = new InviteBook(context, follower, this.#connection, parts.inviteMaking, () => ({
      title: this.#title,
      host: displayName,
    }));
    const named = { name: displayName, title: context.membership.via === "genesis" ? title : "" };
    this.#namePublisher = new NamePublisher(context, follower, this.#writer, named);
  }

  get id(): string {
    return this.#context.membership.sid;
  }

  get title(): string {
    return this.#title;
  }

  get self(): Member {
    const { mid, via } = this.#context.membership;
    const { displayName, role } = this.#lastSeen;
    return (
      this.#memberList.find(({ self }) => self) ?? {
        id: mid,
        name: displayName,
        role,
        self: true,
        inviteId: via === "genesis" ? null : via,
        confirmed: via === "genesis",
      }
    );
  }

  get role(): Role {
    return this.self.role;
  }

  get canWrite(): boolean {
    return this.closed === null && (this.role === "host" || this.role === "editor");
  }

  get status(): SessionStatus {
    return this.#connection.status;
  }

  get closed(): CloseInfo | null {
    return this.#connection.closed;
  }

  get synced(): boolean {
    return this.#connection.synced;
  }

  get invites(): InviteBook | null {
    return this.role === "host" ? this.#invites : null;
  }

  get(): Readonly<S> | undefined {
    return this.#state.newest?.state;
  }

  set(state: S, call: CallOptions = {}): Promise<void> {
    return this.#state.set(state, call.signal);
  }

  update(
    change: (state: Readonly<S> | undefined) => S,
    call: CallOptions = {},
  ): Promise<Readonly<S>> {
    return this.#state.update(change, call.signal);
  }

  initialize(state: S | (() => S), call: CallOptions = {}): Promise<boolean> {
    return this.#state.initialize(state, call.signal);
  }

  onChange(
    callback: SessionEvents<S>["change"],
    options: { readonly immediate?: boolean; readonly signal?: AbortSignal } = {},
  ): Unsubscribe {
    const { newest } = this.#state;
    if (options.immediate === true && newest !== undefined) {
      callback(newest.state, newest.change);
    }
    return this.#events.on("change", callback, options.signal);
  }

  on<K extends keyof SessionEvents<S>>(
    type: K,
    callback: SessionEvents<S>[K],
    options: CallOptions = {},
  ): Unsubscribe {
    return this.#events.on(type, callback, options.signal);
  }

  once<K extends keyof SessionEvents<S>>(
    type: K,
    options: CallOptions = {},
  ): Promise<Parameters<SessionEvents<S>[K]>[0]> {
    return this.#events.once(type, options.signal);
  }

  connect(): void {
    this.#connection.connect();
  }

  /** Resolves when the session is in step with the broker, or the first try has failed. */
  attempted(signal: AbortSignal | undefined): Promise<void> {
    return this.#connection.attempted(signal);
  }

  disconnect(): void {
    this.#connection.disconnect();
  }

  async leave(): Promise<void> {
    this.#connection.close("left", "this device left the session");
    await this.#context.memberships.remove(this.#context.membership);
  }

  destroy(): void {
    this.#events.clear();
    this.#connection.end();
  }

  #listen(): ConnectionListener {
    const events = this.#events;
    return {
      status: (status) => {
        events.emit("status", status);
      },
      synced: (synced) => {
        events.emit("sync", synced);
      },
      resumed: () => {
        this.#writer.renewInstance();
      },
      pulled: (pulled) => {
        this.#pulled(pulled);
      },
      error: (error) => {
        this.#logger?.warn("latchkey:", error.code, error.requestId ?? "");
        events.emit("error", error);
      },
      alarm: (alarm) => {
        this.#logger?.error("latchkey: alarm:", alarm.kind, alarm.message);
        events.emit("alarm", alarm);
      },
      closed: (info) => {
        events.emit("closed", info);
      },
    };
  }

  #pulled({ frames, alarms }: Pulled): void {
    this.#takePeople();
    for (const frame of frames) {
      const taken = this.#state.take(frame, (id) => this.#describe(id));
      if (taken.type === "changed") {
        this.#events.emit("change", taken.state, taken.change);
      } else if (taken.type === "refused") {
        this.#events.emit("refused", taken.frame);
      }
    }
    for (const alarm of alarms) {
      this.#listener.alarm(alarm);
    }
    const { roster } = this.#follower.people;
    if (roster.ended) {
      this.#connection.close("ended", "a host ended the session");
    } else if (roster.member(this.#context.membership.mid)?.standing === "removed") {
      this.#connection.close("removed", "a host removed this member");
    } else {
      void this.#publishName();
    }
  }

  #takePeople(): void {
    const { roster, names } = this.#follower.people;
    const members = listMembers(roster, names, this.#named());
    if (JSON.stringify(members) !== JSON.stringify(this.#memberList)) {
      this.#memberList = members;
      this.#events.emit("members", members);
    }
    const title = sessionTitle(roster, names);
    if (title !== "" && title !== this.#title) {
      this.#title = title;
      this.#events.emit("title", title);
    }
    void this.#rememberFacts();
  }

  async #rememberFacts(): Promise<void> {
    const facts = { ...this.#lastSeen, role: this.role, title: this.#title };
    if (JSON.stringify(facts) !== JSON.stringify(this.#lastSeen)) {
      this.#lastSeen = facts;
      await this.#reporting(() =>
        this.#context.memberships.change(this.#context.membership, facts),
      );
    }
  }

  #describe(id: MemberId): Member | undefined {
    const { roster, names } = this.#follower.people;
    const member = roster.member(id);
    return member && describeMember(member, names, this.#named());
  }

  #named(): Self {
    return { id: this.#context.membership.mid, name: this.#lastSeen.displayName };
  }

  #publishName(): Promise<void> {
    return this.#reporting(() =>
      this.#connection.run(undefined, (signal) => this.#namePublisher.publish(signal)),
    );
  }

  /** Work that nobody waits for: its failure is an event, and it is done again later. */
  async #reporting(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BrokerError)) {
        throw error;
      }
      if (error.code !== "session_closed") {
        this.#listener.error(error);
      }
    }
  }
}
