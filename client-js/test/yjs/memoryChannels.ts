import type { Channel, ChannelEntry, ChannelEvents } from "../../src/channel.js";
import { Emitter } from "../../src/emitter.js";
import type { Member } from "../../src/members.js";
import type { Role } from "../../src/role.js";
import type { CloseInfo, SessionEvents, SessionStatus } from "../../src/session.js";
import type { ProviderSession } from "../../src/yjs/providerSession.js";

// Channels as the interface promises them, without a broker: what the tests of the provider
// need to hold, lose and repeat at will.

type Stored = Omit<ChannelEntry, "own"> & { readonly covers: number };
type Task = () => void;

interface Write {
  readonly kind: ChannelEntry["kind"];
  readonly payload: Uint8Array;
  readonly covers: number;
  readonly stored: (seq: number) => void;
  readonly refused: (error: Error) => void;
}

export class MemoryBroker {
  readonly sessions: MemorySession[] = [];
  readonly #logs = new Map<string, { head: number; entries: Stored[] }>();
  #members = 0;

  join(
    name: string,
    role: Role = "editor",
    id = `member-${String(++this.#members)}`,
  ): MemorySession {
    const session = new MemorySession(this, { id, name, role });
    this.sessions.push(session);
    return session;
  }

  log(channel: string): { head: number; entries: Stored[] } {
    const log = this.#logs.get(channel) ?? { head: 0, entries: [] };
    this.#logs.set(channel, log);
    return log;
  }

  store(channel: string, write: Write, by: Member): number {
    const log = this.log(channel);
    if (write.kind === "replace") {
      log.entries = log.entries.filter(({ seq }) => seq > write.covers);
    }
    const { kind, payload, covers } = write;
    log.entries.push({ seq: ++log.head, kind, payload, by, covers });
    this.spread();
    return log.head;
  }

  spread(): void {
    for (const session of this.sessions) {
      session.wake();
    }
  }

  get connected(): MemorySession[] {
    return this.sessions.filter(({ status }) => status === "connected");
  }

  /** Everybody is cut off; what is stored stays. */
  restart(): void {
    const cut = this.connected;
    cut.forEach((session) => {
      session.cut();
    });
    cut.forEach((session) => {
      session.reach();
    });
  }
}

export class MemorySession implements ProviderSession {
  readonly id = "memory";
  readonly broker: MemoryBroker;
  readonly instance: string;
  status: SessionStatus = "connected";
  closed: CloseInfo | null = null;
  self: Member;
  /** While held nothing moves between this session and the broker, as on a slow line. */
  held = false;
  readonly #events = new Emitter<SessionEvents>();
  readonly #channels = new Map<string, MemoryChannel>();
  #waking = false;

  constructor(broker: MemoryBroker, of: Pick<Member, "id" | "name" | "role">) {
    this.broker = broker;
    this.instance = `run-${String(broker.sessions.length)}`;
    this.self = {
      ...of,
      self: false,
      inviteId: null,
      invitedBy: null,
      comparisons: [],
      confirmed: true,
    };
  }

  get canWrite(): boolean {
    return this.closed === null && (this.self.role === "editor" || this.self.role === "host");
  }

  readonly members = {
    list: (): Member[] => [
      ...new Map(this.broker.sessions.map((it) => [it.self.id, it.self])).values(),
    ],
  };

  readonly on: ProviderSession["on"] = (type, callback, options) =>
    this.#events.on(type, callback, options?.signal);

  channel(name = ""): MemoryChannel {
    const channel = this.#channels.get(name) ?? new MemoryChannel(this, name);
    this.#channels.set(name, channel);
    return channel;
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
    this.#events.emit("error", new Error("not reached") as never);
  }

  reach(): void {
    this.#setStatus("connected");
    this.wake();
  }

  disconnect(): void {
    this.cut();
    this.#setStatus("disconnected");
  }

  close(reason: CloseInfo["reason"]): void {
    const message = `it is ${reason}`;
    this.closed = { reason, message, at: new Date(0), alarm: null, by: null };
    this.#channels.forEach((channel) => {
      channel.lose();
    });
    this.#setStatus("closed");
    this.#events.emit("closed", this.closed);
    this.#tellGone();
  }

  rename(change: Partial<Pick<Member, "name" | "role">>): void {
    this.self = { ...this.self, ...change };
    for (const session of this.broker.sessions) {
      session.#events.emit("members", session.members.list());
    }
  }

  release(): void {
    this.held = false;
    this.wake();
  }

  /** Lets things move, but never while the caller still runs. */
  wake(): void {
    if (!this.#waking) {
      this.#waking = true;
      queueMicrotask(() => {
        this.#waking = false;
        if (this.status === "connected" && !this.held) {
          this.#channels.forEach((channel) => {
            channel.move();
          });
        }
      });
    }
  }

  #setStatus(status: SessionStatus): void {
    if (status !== this.status) {
      this.status = status;
      this.#events.emit("status", status);
    }
  }

  #tellGone(): void {
    const { id } = this.self;
    if (!this.broker.connected.some(({ self }) => self.id === id)) {
      for (const other of this.broker.connected) {
        other.#channels.forEach((channel) => {
          channel.tell("gone", id);
        });
      }
    }
  }
}

export class MemoryChannel implements Channel {
  readonly name: string;
  readonly sent: Uint8Array[] = [];
  synced = false;
  entries: readonly ChannelEntry[] = [];
  /** The largest payload. */
  fits = 250_000;
  readonly #session: MemorySession;
  readonly #events = new Emitter<ChannelEvents>();
  readonly #writes: Write[] = [];
  readonly #own = new Set<number>();
  #waiting: Task[] = [];
  #read = 0;

  constructor(session: MemorySession, name: string) {
    this.#session = session;
    this.name = name;
    session.wake();
  }

  append(payload: Uint8Array): Promise<number> {
    return this.#write("append", payload);
  }

  replace(payload: Uint8Array): Promise<number> {
    return this.#write("replace", payload);
  }

  send(payload: Uint8Array): void {
    this.sent.push(payload);
    const { broker, instance, self } = this.#session;
    if (this.#session.status === "connected") {
      for (const other of broker.connected) {
        if (other !== this.#session) {
          other.channel(this.name).hear(() => {
            other.channel(this.name).tell("message", { payload, by: self, instance });
          });
        }
      }
    }
  }

  readonly on: Channel["on"] = (type, callback, options) =>
    this.#events.on(type, callback, options?.signal);

  tell<K extends keyof ChannelEvents>(type: K, ...told: Parameters<ChannelEvents[K]>): void {
    this.#events.emit(type, ...told);
  }

  hear(task: Task): void {
    this.#waiting.push(task);
    this.#session.wake();
  }

  lose(): void {
    this.#waiting = [];
    this.#setSynced(false);
  }

  /** Sends what waits here, and reads what is new. */
  move(): void {
    const { broker, self, canWrite } = this.#session;
    for (const write of this.#writes.splice(0)) {
      if (!canWrite) {
        write.refused(refusal("role_forbidden"));
      } else if (write.payload.length > this.fits) {
        write.refused(refusal("state_too_large"));
      } else {
        const seq = broker.store(this.name, write, self);
        this.#own.add(seq);
        write.stored(seq);
      }
    }
    const log = broker.log(this.name);
    for (const entry of log.entries.filter(({ seq }) => seq > this.#read)) {
      this.#read = entry.seq;
      const read = { ...entry, own: this.#own.has(entry.seq) };
      this.entries = [...this.entries.filter(({ seq }) => seq > entry.covers), read];
      this.tell("entry", read);
    }
    this.#read = log.head;
    this.#setSynced(true);
    this.#waiting.splice(0).forEach((task) => {
      task();
    });
  }

  #write(kind: Write["kind"], payload: Uint8Array): Promise<number> {
    return new Promise((stored, refused) => {
      const covers = kind === "replace" ? this.#read : 0;
      this.#writes.push({ kind, payload, covers, stored, refused });
      this.#session.wake();
    });
  }

  #setSynced(synced: boolean): void {
    if (synced !== this.synced) {
      this.synced = synced;
      this.tell("sync", synced);
    }
  }
}

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}
