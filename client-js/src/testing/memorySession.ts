import type { CallOptions } from "../callOptions.js";
import { Emitter } from "../emitter.js";
import { BrokerError } from "../errors.js";
import type { Json, JsonObject } from "../json.js";
import type { Member, Members } from "../members.js";
import type { Role } from "../role.js";
import type {
  Change,
  CloseInfo,
  Other,
  Session,
  SessionEvents,
  SessionStatus,
  Unsubscribe,
} from "../session.js";
import { throwIfAborted } from "../signals.js";
import type { MemoryBroker } from "./memoryBroker.js";
import { MemoryChannel } from "./memoryChannel.js";

type Parts =
  "members" | "invites" | "ledger" | "knocks" | "compare" | "handover" | "createRecoveryFile";

/** What of a session this one has: without broker there are no invites, ledger, knocks, hand-overs. */
export type TestSession<S extends Json = Json> = Omit<Session<S>, Parts> & {
  readonly members: Pick<Members, "list" | "setRole">;
};

interface StateWrite {
  readonly run: () => void;
  readonly refused: (error: Error) => void;
}

/** One member’s view of a session that is in this page, and the line to the others. */
export class MemorySession<S extends Json = Json> implements TestSession<S> {
  readonly id = "memory";
  readonly origin = "https://memory.example";
  readonly broker: MemoryBroker;
  readonly instance: string;
  title = "Session";
  frozen = false;
  epoch = 1;
  status: SessionStatus = "connected";
  closed: CloseInfo | null = null;
  self: Member;
  others: readonly Other[] = [];
  /** While held nothing moves between this session and the broker, as on a dead line. */
  held = false;
  readonly #events = new Emitter<SessionEvents<S>>();
  readonly #channels = new Map<string, MemoryChannel>();
  readonly #writes: StateWrite[] = [];
  #newest: { readonly state: Readonly<S>; readonly change: Change } | undefined;
  #presence: JsonObject | undefined;
  #delayMs = 0;
  #waking = false;

  constructor(broker: MemoryBroker, of: Pick<Member, "id" | "name" | "role">) {
    this.broker = broker;
    this.instance = `run-${String(broker.sessions.length)}`;
    this.self = {
      ...of,
      self: true,
      inviteId: null,
      invitedBy: null,
      comparisons: [],
      confirmed: true,
    };
    this.wake();
  }

  get role(): Role {
    return this.self.role;
  }

  get canWrite(): boolean {
    const mayWrite = this.role === "host" || (this.role === "editor" && !this.frozen);
    return this.closed === null && mayWrite;
  }

  get synced(): boolean {
    return (
      this.status === "connected" && this.#newest?.change.version === this.broker.state?.version
    );
  }

  get hasUnsyncedChanges(): boolean {
    return this.#writes.length > 0;
  }

  readonly members = {
    list: (): Member[] => [
      ...new Map(
        this.broker.sessions
          .filter(({ closed }) => closed === null)
          .map(({ self }) => [self.id, this.asSeen(self)]),
      ).values(),
    ],
    setRole: (id: string, role: Role): Promise<void> => {
      if (this.role !== "host") {
        return Promise.reject(new BrokerError("role_forbidden", "only hosts change roles"));
      }
      for (const session of this.broker.sessions.filter(({ self }) => self.id === id)) {
        session.rename({ role });
      }
      return Promise.resolve();
    },
  };

  get(): Readonly<S> | undefined {
    return this.#newest?.state;
  }

  set(state: S, { signal }: CallOptions = {}): Promise<void> {
    return this.#write(signal, () => {
      this.broker.storeState(JSON.stringify(state), this.self);
    });
  }

  /** Judged when it is stored, as by compare-and-set: no update is lost. */
  update(
    change: (state: Readonly<S> | undefined) => S,
    { signal }: CallOptions = {},
  ): Promise<Readonly<S>> {
    return this.#write(signal, () => {
      const stored = this.broker.state;
      const state = change(stored && frozen<S>(stored.text));
      this.broker.storeState(JSON.stringify(state), this.self);
      return frozen<S>(JSON.stringify(state));
    });
  }

  initialize(state: S | (() => S), { signal }: CallOptions = {}): Promise<boolean> {
    return this.#write(signal, () => {
      if (this.broker.state !== undefined) {
        return false;
      }
      const first = typeof state === "function" ? state() : state;
      this.broker.storeState(JSON.stringify(first), this.self);
      return true;
    });
  }

  onChange(
    callback: SessionEvents<S>["change"],
    options: { readonly immediate?: boolean; readonly signal?: AbortSignal } = {},
  ): Unsubscribe {
    if (options.immediate === true && this.#newest !== undefined) {
      callback(this.#newest.state, this.#newest.change);
    }
    return this.#events.on("change", callback, options.signal);
  }

  readonly on: Session<S>["on"] = (type, callback, options) =>
    this.#events.on(type, callback, options?.signal);

  readonly once: Session<S>["once"] = (type, options) => this.#events.once(type, options?.signal);

  channel(name = ""): MemoryChannel {
    const channel =
      this.#channels.get(name) ?? new MemoryChannel(this as unknown as MemorySession, name);
    this.#channels.set(name, channel);
    return channel;
  }

  updatePresence(patch: JsonObject): void {
    this.#presence = { ...this.#presence, ...patch };
    this.broker.spread();
  }

  async whenSynced({ signal }: CallOptions = {}): Promise<void> {
    while (!this.synced) {
      throwIfAborted(signal);
      await this.#events.once("sync", signal);
    }
  }

  async flush({ signal }: CallOptions = {}): Promise<void> {
    while (this.hasUnsyncedChanges) {
      await this.#events.once("unsynced-changes", signal);
    }
  }

  freeze(on: boolean): Promise<void> {
    if (this.role !== "host") {
      return Promise.reject(new BrokerError("role_forbidden", "only hosts freeze a session"));
    }
    for (const session of this.broker.sessions) {
      session.frozen = on;
      session.#events.emit("frozen", on);
    }
    return Promise.resolve();
  }

  end(): Promise<void> {
    if (this.role !== "host") {
      return Promise.reject(new BrokerError("role_forbidden", "only hosts end a session"));
    }
    for (const session of this.broker.sessions) {
      session.close("ended");
    }
    return Promise.resolve();
  }

  connect(): void {
    this.reach();
  }

  disconnect(): void {
    this.cut();
    this.#setStatus("disconnected");
  }

  leave(): Promise<void> {
    this.close("left");
    return Promise.resolve();
  }

  destroy(): void {
    this.#events.clear();
    this.status = "closed";
  }

  /** The connection is gone; the session goes on trying. */
  cut(): void {
    this.#channels.forEach((channel) => {
      channel.lose();
    });
    this.#setStatus("reconnecting");
    this.#tellGone();
  }

  /** One more try that fails. */
  fail(): void {
    this.#events.emit("error", new BrokerError("broker_unreachable", "not reached"));
  }

  reach(): void {
    this.#setStatus("connected");
    this.wake();
    this.broker.spread();
  }

  /** From now on everything takes so long by the broker’s clock, each way. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  release(): void {
    this.held = false;
    this.wake();
  }

  close(reason: CloseInfo["reason"]): void {
    const message = `it is ${reason}`;
    this.closed = { reason, message, at: new Date(0), alarm: null, by: null };
    this.#channels.forEach((channel) => {
      channel.lose();
    });
    for (const { refused } of this.#writes.splice(0)) {
      refused(new BrokerError("session_closed", message));
    }
    this.#setStatus("closed");
    this.#events.emit("closed", this.closed);
    this.#tellGone();
  }

  /** A member as this session’s own member sees it. */
  asSeen(member: Member): Member {
    return { ...member, self: member.id === this.self.id };
  }

  rename(change: Partial<Pick<Member, "name" | "role">>): void {
    this.self = { ...this.self, ...change };
    if (change.role !== undefined) {
      this.#events.emit("role", change.role);
    }
    for (const session of this.broker.sessions) {
      session.peopleChanged();
    }
  }

  peopleChanged(): void {
    this.#events.emit("members", this.members.list());
    this.wake();
  }

  /** Lets things move, but never while the caller still runs. */
  wake(): void {
    if (this.#waking) {
      return;
    }
    this.#waking = true;
    const move = (): void => {
      this.#waking = false;
      if (this.status === "connected" && !this.held) {
        this.#move();
      }
    };
    if (this.#delayMs > 0) {
      this.broker.clock.after(this.#delayMs, move);
    } else {
      queueMicrotask(move);
    }
  }

  #move(): void {
    const hadAll = this.synced;
    for (const { run } of this.#writes.splice(0)) {
      run();
      this.#events.emit("unsynced-changes", this.#writes.length);
    }
    this.#readState();
    this.#channels.forEach((channel) => {
      channel.move();
    });
    this.#readPresence();
    if (this.synced && !hadAll) {
      this.#events.emit("sync", true);
    }
  }

  #readState(): void {
    const stored = this.broker.state;
    if (stored !== undefined && stored.version !== this.#newest?.change.version) {
      const { text, version, by } = stored;
      this.#newest = { state: frozen<S>(text), change: { version, by: this.asSeen(by) } };
      this.#events.emit("change", this.#newest.state, this.#newest.change);
    }
  }

  #readPresence(): void {
    const there = this.broker.connected.filter(({ self }) => self.id !== this.self.id);
    const others = there.flatMap((session) =>
      session.#presence === undefined
        ? []
        : [{ member: { ...session.self, self: false }, presence: session.#presence }],
    );
    if (JSON.stringify(others) !== JSON.stringify(this.others)) {
      this.others = others;
      this.#events.emit("others", others);
    }
  }

  #write<T>(signal: AbortSignal | undefined, judge: () => T): Promise<T> {
    return new Promise((resolve, refused) => {
      throwIfAborted(signal);
      const run = (): void => {
        if (!this.canWrite) {
          refused(new BrokerError("role_forbidden", "only hosts and editors write"));
          return;
        }
        try {
          resolve(judge());
        } catch (error) {
          refused(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.#writes.push({ run, refused });
      this.#events.emit("unsynced-changes", this.#writes.length);
      this.wake();
    });
  }

  #setStatus(status: SessionStatus): void {
    if (status !== this.status) {
      this.status = status;
      this.#events.emit("status", status);
      if (status !== "connected") {
        this.#events.emit("sync", false);
      }
    }
  }

  #tellGone(): void {
    const { id } = this.self;
    if (!this.broker.connected.some(({ self }) => self.id === id)) {
      for (const other of this.broker.connected) {
        other.#channels.forEach((channel) => {
          channel.tell("gone", id);
        });
        other.wake();
      }
    }
  }
}

function frozen<S>(text: string): Readonly<S> {
  return deepFreeze(JSON.parse(text)) as Readonly<S>;
}

function deepFreeze(value: unknown): unknown {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
