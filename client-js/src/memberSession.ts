import { type Backoff } from "./backoff.js";
import type { CallOptions } from "./callOptions.js";
import type { Channel } from "./channel.js";
import { ChannelWriter } from "./channelWriter.js";
import type { ClientOptions } from "./client.js";
import { Connection, type ConnectionListener } from "./connection.js";
import { ConnectionLoss } from "./connectionLoss.js";
import { Emitter } from "./emitter.js";
import { type ChannelListener } from "./followedChannel.js";
import { type Follower } from "./follower.js";
import { FrameRoute } from "./frameRoute.js";
import { InviteBook, type InviteMaking } from "./inviteBook.js";
import type { Json, JsonObject } from "./json.js";
import { type LiveLink } from "./live/liveLink.js";
import { type MemberId } from "./memberId.js";
import type { Member, Members } from "./members.js";
import { NamePublisher } from "./namePublisher.js";
import { type Outbox } from "./outbox.js";
import { onLeave } from "./pageLife.js";
import { PassingFrames } from "./passingFrames.js";
import { Presence } from "./presence.js";
import type { Role } from "./role.js";
import { type MemberContext } from "./rosterFollower.js";
import type {
  CloseInfo,
  Other,
  Session,
  SessionEvents,
  SessionStatus,
  Unsubscribe,
} from "./session.js";
import { SessionChannels } from "./sessionChannels.js";
import { type LastSeen, SessionPeople } from "./sessionPeople.js";
import { SessionTroubles } from "./sessionTroubles.js";
import { StateChannel } from "./stateChannel.js";
import { UnsyncedChanges } from "./unsyncedChanges.js";

/** What a session is made of, beside its keys. */
export interface SessionParts {
  readonly context: MemberContext;
  readonly follower: Follower;
  readonly live: LiveLink;
  readonly outbox: Outbox;
  readonly inviteMaking: InviteMaking;
  readonly newBackoff: () => Backoff;
  readonly clock: () => number;
  readonly options: Pick<
    ClientOptions,
    "logger" | "lostConnectionTimeout" | "preventUnsavedChanges"
  >;
}

const STATE_CHANNEL = 0;
const LOST_AFTER_MS = 5_000;

/** A session as one member has it. What it is made of is wired here; each part knows its own. */
export class MemberSession<S extends Json> implements Session<S> {
  readonly members: Members = { list: () => this.#people.members };
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #events = new Emitter<SessionEvents<S>>();
  readonly #troubles: SessionTroubles;
  readonly #people: SessionPeople;
  readonly #connection: Connection;
  readonly #loss: ConnectionLoss;
  readonly #route: FrameRoute;
  readonly #writer: ChannelWriter;
  readonly #state: StateChannel<S>;
  readonly #channels: SessionChannels;
  readonly #passing: PassingFrames;
  readonly #presence: Presence;
  readonly #unsynced: UnsyncedChanges;
  readonly #invites: InviteBook;
  readonly #namePublisher: NamePublisher;
  readonly #outbox: Outbox;
  readonly #offLeave: () => void;

  constructor(parts: SessionParts, lastSeen: LastSeen) {
    const { context, follower, live, newBackoff, clock, options } = parts;
    const { displayName, title } = lastSeen;
    const events = this.#events;
    this.#context = context;
    this.#follower = follower;
    this.#troubles = new SessionTroubles(
      {
        error: (error) => {
          events.emit("error", error);
        },
        alarm: (alarm) => {
          events.emit("alarm", alarm);
        },
      },
      options.logger,
    );
    this.#unsynced = new UnsyncedChanges(options.preventUnsavedChanges !== false, (count) => {
      events.emit("unsynced-changes", count);
    });
    this.#people = new SessionPeople(context, follower.people, lastSeen, {
      members: (members) => {
        events.emit("members", members);
        this.#presence.membersChanged();
      },
      title: (newest) => {
        events.emit("title", newest);
      },
    });
    this.#loss = new ConnectionLoss(options.lostConnectionTimeout ?? LOST_AFTER_MS, (event) => {
      events.emit("lost-connection", event);
    });
    this.#connection = new Connection(follower, live, this.#listen(), newBackoff(), clock);
    this.#route = new FrameRoute(context.access, live, newBackoff);
    const channel = this.#connection.follow(STATE_CHANNEL, this.#listenToState());
    this.#writer = new ChannelWriter(context, follower, channel, this.#route);
    const mayWrite = (): boolean => this.canWrite;
    this.#state = new StateChannel(this.#connection, this.#writer, channel, mayWrite);
    const memberOf = (id: MemberId): Member | undefined => this.#people.describe(id);
    this.#channels = new SessionChannels(context, {
      connection: this.#connection,
      follower,
      route: this.#route,
      newBackoff,
      mayWrite,
      outbox: parts.outbox,
      unsynced: this.#unsynced,
      memberOf,
      relay: ({ writer }, payload) => void this.#relay(writer, payload),
      troubles: this.#troubles,
    });
    this.#passing = new PassingFrames(
      follower.people,
      (header) => this.#writer.hasMade(header) || this.#channels.hasMade(header),
    );
    this.#presence = new Presence({
      self: context.membership.mid,
      clock,
      random: Math.random,
      memberOf,
      send: (payload) => void this.#relay(this.#writer, payload),
      changed: (others) => {
        events.emit("others", others);
      },
    });
    this.#invites = new InviteBook(context, follower, this.#connection, parts.inviteMaking, () => ({
      title: this.title,
      host: displayName,
    }));
    const named = { name: displayName, title: context.membership.via === "genesis" ? title : "" };
    this.#namePublisher = new NamePublisher(context, follower, this.#writer, named);
    follower.people.onChange(() => {
      this.#peopleChanged();
    });
    this.#outbox = parts.outbox;
    this.#offLeave = onLeave(() => {
      this.#channels.keepPending();
    });
    void this.#troubles.during(() => this.#channels.resume());
  }

  get id(): string {
    return this.#context.membership.sid;
  }

  get title(): string {
    return this.#people.title;
  }

  get self(): Member {
    return this.#people.self;
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

  get others(): readonly Other[] {
    return this.#presence.others;
  }

  get hasUnsyncedChanges(): boolean {
    return this.#unsynced.count > 0;
  }

  get invites(): InviteBook | null {
    return this.role === "host" ? this.#invites : null;
  }

  get(): Readonly<S> | undefined {
    return this.#state.newest?.state;
  }

  set(state: S, call: CallOptions = {}): Promise<void> {
    return this.#unsynced.during(this.#state.set(state, call.signal));
  }

  update(
    change: (state: Readonly<S> | undefined) => S,
    call: CallOptions = {},
  ): Promise<Readonly<S>> {
    return this.#unsynced.during(this.#state.update(change, call.signal));
  }

  initialize(state: S | (() => S), call: CallOptions = {}): Promise<boolean> {
    return this.#unsynced.during(this.#state.initialize(state, call.signal));
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

  channel(name = ""): Channel {
    return this.#channels.channel(name);
  }

  updatePresence(patch: JsonObject): void {
    this.#presence.update(patch);
  }

  whenSynced(call: CallOptions = {}): Promise<void> {
    return this.#connection.whenSynced(call.signal);
  }

  flush(call: CallOptions = {}): Promise<void> {
    return this.#connection.run(call.signal, () => this.#unsynced.none());
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
    await this.#outbox.discard();
    await this.#context.memberships.remove(this.#context.membership);
  }

  destroy(): void {
    this.#events.clear();
    this.#channels.keepPending();
    this.#connection.end();
    this.#presence.end();
    this.#offLeave();
    void this.#outbox.end();
  }

  #listen(): ConnectionListener {
    const events = this.#events;
    return {
      status: (status) => {
        this.#loss.follow(status);
        if (status === "connected") {
          this.#presence.begin();
        } else {
          this.#presence.end();
        }
        events.emit("status", status);
      },
      reached: () => {
        this.#peopleChanged();
      },
      passing: (frame) => void this.#pass(frame),
      left: (member) => {
        this.#presence.left(member);
        this.#channels.left(member);
      },
      compact: (channel) => {
        this.#channels.compact(channel);
      },
      resumed: () => {
        this.#writer.renewInstance();
        this.#channels.renewInstances();
      },
      error: (error) => {
        this.#troubles.error(error);
      },
      alarm: (alarm) => {
        this.#troubles.alarm(alarm);
      },
      closed: (info) => {
        if (info.reason === "removed" || info.reason === "ended") {
          void this.#troubles.during(() => this.#outbox.discard());
        }
        events.emit("closed", info);
      },
    };
  }

  #listenToState(): ChannelListener {
    return {
      read: (reading) => {
        for (const frame of reading.frames) {
          const taken = this.#state.take(frame, (id) => this.#people.describe(id));
          if (taken.type === "changed") {
            this.#events.emit("change", taken.state, taken.change);
          } else if (taken.type === "refused") {
            this.#events.emit("refused", taken.frame);
          }
        }
        reading.alarms.forEach((alarm) => {
          this.#troubles.alarm(alarm);
        });
      },
      synced: (synced) => {
        this.#events.emit("sync", synced);
      },
    };
  }

  #peopleChanged(): void {
    this.#people.update();
    void this.#troubles.during(() => this.#people.remember());
    const { roster } = this.#follower.people;
    if (roster.ended) {
      this.#connection.close("ended", "a host ended the session");
    } else if (roster.member(this.#context.membership.mid)?.standing === "removed") {
      this.#connection.close("removed", "a host removed this member");
    } else {
      void this.#troubles.during(() =>
        this.#connection.run(undefined, (signal) => this.#namePublisher.publish(signal)),
      );
    }
  }

  async #pass(frame: Uint8Array<ArrayBuffer>): Promise<void> {
    const passing = await this.#passing.open(frame);
    if (passing?.channel === STATE_CHANNEL) {
      this.#presence.receive(passing);
    } else if (passing !== undefined) {
      this.#channels.receive(passing);
    }
  }

  /** What nobody waits for: who is not there now misses it. */
  async #relay(writer: ChannelWriter, payload: Uint8Array): Promise<void> {
    await this.#troubles.during(() =>
      this.#connection.run(undefined, async (signal) => {
        if (this.status === "connected") {
          await this.#route.relay(await writer.sealPassing("ephemeral", payload.slice()), signal);
        }
      }),
    );
  }
}
