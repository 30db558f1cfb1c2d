import type { CallOptions } from "./callOptions.js";
import type { Channel, ChannelEntry, ChannelEvents } from "./channel.js";
import type { AppliedFrame, Reading } from "./channelReader.js";
import { Emitter } from "./emitter.js";
import { BrokerError } from "./errors.js";
import type { ChannelListener } from "./followedChannel.js";
import type { Member } from "./members.js";
import type { MemberId } from "./memberId.js";
import type { KeptWrite } from "./outbox.js";
import type { Passing } from "./passingFrames.js";
import type { ChannelWrite } from "./pendingWrite.js";
import type { Unsubscribe } from "./session.js";
import type { UnsyncedChanges } from "./unsyncedChanges.js";
import { type ChannelLine, type QueueParts, WriteQueue } from "./writeQueue.js";

/** What a channel needs of its session. */
export interface ChannelParts extends QueueParts {
  readonly unsynced: UnsyncedChanges;
  memberOf(id: MemberId): Member | undefined;
  /** Sends what nobody waits for. */
  relay(line: ChannelLine, payload: Uint8Array): void;
}

/** A channel as one member has it. It is read as soon as its number is known. */
export class MemberChannel implements Channel {
  readonly name: string;
  readonly #parts: ChannelParts;
  readonly #events = new Emitter<ChannelEvents>();
  readonly #queue: WriteQueue;
  #line: ChannelLine | undefined;
  #synced = false;
  #entries: ChannelEntry[] = [];
  /** Up to where the application was told what the channel holds. */
  #told = 0;

  /** @param open begins to follow the channel */
  constructor(
    name: string,
    parts: ChannelParts,
    open: (listener: ChannelListener) => Promise<ChannelLine>,
  ) {
    this.name = name;
    this.#parts = parts;
    const listener = {
      read: (reading: Reading) => {
        this.#read(reading);
      },
      synced: (synced: boolean) => {
        this.#synced = synced;
        this.#events.emit("sync", synced);
      },
    };
    const opening = open(listener).then((line) => (this.#line = line));
    this.#queue = new WriteQueue(name, opening, parts);
    // Who writes is told; who only reads goes on waiting.
    opening.catch(() => undefined);
  }

  get synced(): boolean {
    return this.#synced;
  }

  get entries(): readonly ChannelEntry[] {
    return this.#entries;
  }

  /** Whether what it holds is to be replaced under the current key, by one who has read it all. */
  get isOutdated(): boolean {
    const { roster } = this.#parts.follower.people;
    return this.#synced && this.#line?.channel.reader.isOutdated(roster) === true;
  }

  append(payload: Uint8Array, call: CallOptions = {}): Promise<number> {
    return this.#write({ kind: "append", payload: payload.slice(), covers: undefined }, call);
  }

  replace(payload: Uint8Array, call: CallOptions = {}): Promise<number> {
    // What could not be read for want of a key is not replaced by one who does not know it.
    const covers = this.#line?.channel.reader.isComplete === true ? this.#told : 0;
    return this.#write({ kind: "replace", payload: payload.slice(), covers }, call);
  }

  /** Goes on with a write of an earlier page, for which nobody waits. */
  resume(place: string, write: KeptWrite): void {
    const resumed = this.#parts.unsynced.during(this.#queue.resume(place, write));
    resumed.catch((error: unknown) => {
      if (error instanceof BrokerError && error.code !== "session_closed") {
        this.#parts.troubles.error(error);
      }
    });
  }

  keepPending(): void {
    this.#queue.keepAll();
  }

  send(payload: Uint8Array): void {
    if (this.#line !== undefined) {
      this.#parts.relay(this.#line, payload.slice());
    }
  }

  on<K extends keyof ChannelEvents>(
    type: K,
    callback: ChannelEvents[K],
    options: CallOptions = {},
  ): Unsubscribe {
    return this.#events.on(type, callback, options.signal);
  }

  /** Something passing came for this channel. */
  receive({ sender, instance, payload }: Passing): void {
    const by = this.#parts.memberOf(sender);
    if (by !== undefined) {
      this.#events.emit("message", { payload, by, instance });
    }
  }

  left(member: MemberId): void {
    this.#events.emit("gone", member);
  }

  compact(): void {
    if (this.#synced) {
      this.#events.emit("compact");
    }
  }

  #write(write: ChannelWrite, { signal }: CallOptions): Promise<number> {
    return this.#parts.unsynced.during(this.#queue.add(write, signal));
  }

  #read(reading: Reading): void {
    for (const frame of reading.frames) {
      this.#told = frame.seq;
      if (frame.type === "refused" && frame.reason !== "key_unknown") {
        this.#events.emit("refused", { seq: frame.seq, reason: frame.reason });
      } else if (frame.type === "applied") {
        this.#take(frame);
        this.#queue.read(frame.header, frame.seq);
      }
    }
    reading.alarms.forEach((alarm) => {
      this.#parts.troubles.alarm(alarm);
    });
  }

  #take({ seq, header: { kind, sender }, header, body }: AppliedFrame): void {
    const by = this.#parts.memberOf(sender);
    if (by !== undefined && (kind === "append" || kind === "replace")) {
      const own = this.#line?.writer.hasMade(header) ?? false;
      const entry = { seq, kind, payload: body.payload, by, own };
      const { covers } = body;
      if (covers !== undefined) {
        this.#entries = this.#entries.filter((it) => it.seq > covers.seq);
      }
      this.#entries.push(entry);
      this.#events.emit("entry", entry);
    }
  }
}
