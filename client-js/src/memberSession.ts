import type { CallOptions } from "./callOptions.js";
import type { Channel } from "./channel.js";
import type { Comparison } from "./comparison.js";
import { Connection, type ConnectionListener } from "./connection.js";
import { ConnectionLoss } from "./connectionLoss.js";
import { Emitter } from "./emitter.js";
import type { Follower } from "./follower.js";
import type { Handover } from "./handover.js";
import { Hosting } from "./hosting.js";
import type { Invites } from "./invites.js";
import type { Json, JsonObject } from "./json.js";
import type { Knock } from "./knock.js";
import type { MemberId } from "./memberId.js";
import type { Member, Members } from "./members.js";
import { endOf } from "./membershipEnd.js";
import { NamePublisher } from "./namePublisher.js";
import type { Outbox } from "./outbox.js";
import { OtherDevices } from "./otherDevices.js";
import { onLeave } from "./pageLife.js";
import type { Role } from "./role.js";
import type { MemberContext } from "./rosterFollower.js";
import type {
  CloseInfo,
  Other,
  Session,
  SessionEvents,
  SessionStatus,
  Unsubscribe,
} from "./session.js";
import { SessionContent } from "./sessionContent.js";
import { SessionLedger } from "./sessionLedger.js";
import type { SessionParts } from "./sessionParts.js";
import { type LastSeen, SessionPeople } from "./sessionPeople.js";
import { SessionTroubles } from "./sessionTroubles.js";
import { UnsyncedChanges } from "./unsyncedChanges.js";

const LOST_AFTER_MS = 5_000;

/** A session as one member has it. What it is made of is wired here; each part knows its own. */
export class MemberSession<S extends Json> implements Session<S> {
  readonly id: string;
  readonly origin: string;
  readonly ledger: SessionLedger;
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #events = new Emitter<SessionEvents<S>>();
  readonly #troubles: SessionTroubles;
  readonly #people: SessionPeople;
  readonly #connection: Connection;
  readonly #loss: ConnectionLoss;
  readonly #content: SessionContent<S>;
  readonly #unsynced: UnsyncedChanges;
  readonly #hosting: Hosting;
  readonly #otherDevices: OtherDevices;
  readonly #namePublisher: NamePublisher;
  readonly #outbox: Outbox;
  readonly #offLeave: () => void;

  constructor(parts: SessionParts, lastSeen: LastSeen) {
    const { context, follower, live, newBackoff, clock, options } = parts;
    const { displayName, title } = lastSeen;
    const events = this.#events;
    this.id = context.membership.sid;
    this.origin = context.origin;
    this.#context = context;
    this.#follower = follower;
    this.#troubles = new SessionTroubles(
      {
        error: events.to("error"),
        alarm: events.to("alarm"),
      },
      options.logger,
    );
    this.#unsynced = new UnsyncedChanges(
      options.preventUnsavedChanges !== false,
      events.to("unsynced-changes"),
    );
    this.#people = new SessionPeople(context, follower.people, lastSeen, {
      members: (members) => {
        events.emit("members", members);
        this.#content.passing.membersChanged();
      },
      title: events.to("title"),
      role: events.to("role"),
      frozen: events.to("frozen"),
      key: (key) => {
        this.#content.passing.rekeyed();
        events.emit("key", key);
      },
    });
    this.#loss = new ConnectionLoss(
      options.lostConnectionTimeout ?? LOST_AFTER_MS,
      events.to("lost-connection"),
    );
    this.#connection = new Connection(follower, live, this.#listen(), newBackoff(), clock);
    const shared = {
      context,
      follower,
      connection: this.#connection,
      troubles: this.#troubles,
      mayWrite: () => this.canWrite,
      memberOf: (id: MemberId) => this.#people.describe(id),
    };
    this.#content = new SessionContent<S>(
      {
        ...parts,
        ...shared,
        unsynced: this.#unsynced,
        passed: (passing) => void this.ledger.pass(passing),
      },
      events,
    );
    this.#hosting = new Hosting({
      ...shared,
      making: parts.inviteMaking,
      introduction: () => ({ title: this.title, host: displayName }),
      list: () => this.#people.members,
      rekeyed: () => {
        this.#content.renewal.begin();
      },
      knocked: events.to("knocks"),
    });
    this.ledger = new SessionLedger({
      ...parts,
      ...shared,
      people: follower.people,
      inviteNames: (signal) => this.#hosting.inviteNames(signal),
      send: (payload) => void this.#content.passing.tell(payload),
      onAlarm: (callback, signal) => events.on("alarm", callback, signal),
    });
    this.#otherDevices = new OtherDevices({
      ...shared,
      ...parts.elsewhere,
      names: () => ({ displayName, title: this.title }),
      invites: () => this.invites,
      flush: () => this.#unsynced.none(),
    });
    const named = { name: displayName, title: lastSeen.role === "host" ? title : "" };
    this.#namePublisher = new NamePublisher(context, follower, this.#content.state.writer, named);
    follower.people.onChange(() => {
      this.#peopleChanged();
    });
    this.#outbox = parts.outbox;
    this.#offLeave = onLeave(() => {
      this.#content.channels.keepPending();
    });
    void this.#troubles.during(() => this.#content.channels.resume());
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
    const mayWrite = this.role === "host" || (this.role === "editor" && !this.frozen);
    return this.closed === null && mayWrite;
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
    return this.#content.passing.others;
  }

  get hasUnsyncedChanges(): boolean {
    return this.#unsynced.count > 0;
  }

  get members(): Members {
    return this.#hosting.members;
  }

  get invites(): Invites | null {
    return this.role === "host" ? this.#hosting.invites : null;
  }

  get frozen(): boolean {
    return this.#follower.people.roster.frozen;
  }

  get epoch(): number {
    return this.#follower.people.roster.epoch;
  }

  get knocks(): readonly Knock[] {
    return this.#hosting.knocks.all;
  }

  compare(memberId: string, call: CallOptions = {}): Promise<Comparison> {
    return this.#content.passing.comparing.compare(memberId, call);
  }

  handover(call: CallOptions = {}): Promise<Handover> {
    return this.#otherDevices.handover(call);
  }

  createRecoveryFile(passphrase: string, call: CallOptions = {}): Promise<Blob> {
    return this.#otherDevices.recoveryFile(passphrase, call);
  }

  get(): Readonly<S> | undefined {
    return this.#content.state.newest?.state;
  }

  set(state: S, call: CallOptions = {}): Promise<void> {
    return this.#unsynced.during(this.#content.state.set(state, call.signal));
  }

  update(
    change: (state: Readonly<S> | undefined) => S,
    call: CallOptions = {},
  ): Promise<Readonly<S>> {
    return this.#unsynced.during(this.#content.state.update(change, call.signal));
  }

  initialize(state: S | (() => S), call: CallOptions = {}): Promise<boolean> {
    return this.#unsynced.during(this.#content.state.initialize(state, call.signal));
  }

  onChange(
    callback: SessionEvents<S>["change"],
    options: { readonly immediate?: boolean; readonly signal?: AbortSignal } = {},
  ): Unsubscribe {
    const { newest } = this.#content.state;
    if (options.immediate === true && newest !== undefined) {
      callback(newest.state, newest.change);
    }
    return this.#events.on("change", callback, options.signal);
  }

  channel(name = ""): Channel {
    return this.#content.channels.channel(name);
  }

  updatePresence(patch: JsonObject): void {
    this.#content.passing.show(patch);
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

  freeze(on: boolean, call: CallOptions = {}): Promise<void> {
    return this.#hosting.freeze(on, call);
  }

  end(call: CallOptions = {}): Promise<void> {
    return this.#hosting.end(call);
  }

  disconnect(): void {
    this.#connection.disconnect();
  }

  async leave(): Promise<void> {
    this.#connection.close("left", "this device left the session");
    await this.#wipe();
  }

  async #wipe(): Promise<void> {
    await this.#outbox.discard();
    await this.#context.memberships.remove(this.#context.membership);
  }

  destroy(): void {
    this.#events.clear();
    this.#content.channels.keepPending();
    this.#connection.end();
    this.#content.passing.end();
    this.#stop();
    this.#offLeave();
    void this.#outbox.end();
  }

  /** What is done by itself. */
  #stop(): void {
    this.#hosting.stop();
    this.ledger.stop();
    this.#content.renewal.stop();
  }

  #listen(): ConnectionListener {
    const events = this.#events;
    return {
      status: (status) => {
        this.#loss.follow(status);
        this.#content.passing.follow(status);
        events.emit("status", status);
      },
      reached: () => {
        this.#peopleChanged();
        this.ledger.reached();
      },
      read: (channel, reading) => {
        this.ledger.read(channel, reading);
      },
      checkpoint: (note) => {
        this.ledger.told(note);
      },
      passing: (frame) => void this.#content.passing.receive(frame),
      left: (member) => {
        this.#content.passing.left(member);
      },
      compact: (channel) => {
        this.#content.channels.compact(channel);
      },
      resumed: () => {
        this.#content.renewInstances();
      },
      error: (error) => {
        this.#troubles.error(error);
      },
      alarm: (alarm) => {
        this.#troubles.alarm(alarm);
      },
      ended: () => void this.#troubles.during(() => this.#learnEnd()),
      closed: (info) => {
        this.#stop();
        if (info.reason === "moved") {
          void this.#troubles.during(() => this.#wipe());
        } else if (info.reason === "removed" || info.reason === "ended") {
          void this.#troubles.during(() => this.#outbox.discard());
        }
        events.emit("closed", info);
      },
    };
  }

  #peopleChanged(): void {
    this.#people.update();
    void this.#troubles.during(() => this.#people.remember());
    const { roster, closedBy: by } = this.#follower.people;
    const end = endOf(roster, this.#context.membership.mid);
    if (end !== undefined) {
      this.#connection.close(end.reason, end.message, { by });
    } else {
      void this.#troubles.during(() =>
        this.#connection.run(undefined, (signal) => this.#namePublisher.publish(signal)),
      );
      this.#hosting.look();
      this.ledger.peopleChanged();
      this.#content.renewal.watch();
    }
  }

  /** Who ended the session, the log says as long as the broker serves it. */
  async #learnEnd(): Promise<void> {
    try {
      await this.#connection.run(undefined, (signal) => this.#follower.people.refresh(signal));
    } finally {
      this.#connection.close("ended", "the broker says that the session has ended");
    }
  }
}
