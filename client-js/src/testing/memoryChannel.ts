import type { Channel, ChannelEntry, ChannelEvents } from "../channel.js";
import { Emitter } from "../emitter.js";
import { BrokerError } from "../errors.js";
import type { Write } from "./memoryBroker.js";
import type { MemorySession } from "./memorySession.js";

type Task = () => void;

/** A channel of a session that has no broker: what is written is stored, in one order for all. */
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
            other.channel(this.name).tell("message", { payload, by: other.asSeen(self), instance });
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
        write.refused(new BrokerError("role_forbidden", "only hosts and editors write"));
      } else if (write.payload.length > this.fits) {
        write.refused(new BrokerError("state_too_large", "too large for one frame"));
      } else {
        const seq = broker.store(this.name, write, self);
        this.#own.add(seq);
        write.stored(seq);
      }
    }
    const log = broker.log(this.name);
    for (const entry of log.entries.filter(({ seq }) => seq > this.#read)) {
      this.#read = entry.seq;
      const by = this.#session.asSeen(entry.by);
      const read = { ...entry, by, own: this.#own.has(entry.seq) };
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
