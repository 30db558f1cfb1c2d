import type { Backoff } from "./backoff.js";
import type { ChannelWriter, SealedWrite } from "./channelWriter.js";
import type { Connection } from "./connection.js";
import { BrokerError, type ErrorCode } from "./errors.js";
import type { FollowedChannel } from "./followedChannel.js";
import type { Follower } from "./follower.js";
import type { FrameHeader } from "./frame.js";
import type { FrameRoute } from "./frameRoute.js";
import { instanceKey } from "./keptCounters.js";
import type { KeptWrite, Outbox } from "./outbox.js";
import { type ChannelWrite, type PendingWrite, restoreWrite } from "./pendingWrite.js";
import type { SessionTroubles } from "./sessionTroubles.js";
import { onAbort, pause, throwIfAborted } from "./signals.js";

/** What writing to one channel goes through. */
export interface ChannelLine {
  readonly channel: FollowedChannel;
  readonly writer: ChannelWriter;
}

/** What a queue works with, the same for every channel of a session. */
export interface QueueParts {
  readonly connection: Connection;
  readonly follower: Follower;
  readonly route: FrameRoute;
  readonly newBackoff: () => Backoff;
  readonly mayWrite: () => boolean;
  readonly outbox: Outbox;
  readonly troubles: SessionTroubles;
}

const MAX_SEALS = 5;
/** Nothing can be made of such a write; others are not concerned. */
const IMPOSSIBLE: ReadonlySet<ErrorCode> = new Set(["state_too_large", "replace_outdated"]);
const KEEP_AFTER_MS = 250;
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Writes to one channel, in the order in which they were given, each once. What was sent and not
 * answered is looked for in the channel before the same bytes are sent again. What takes a while is
 * kept on the device, and sent by the next page if this one closes.
 */
export class WriteQueue {
  readonly #name: string;
  readonly #line: Promise<ChannelLine>;
  readonly #parts: QueueParts;
  #pending: PendingWrite[] = [];
  #bytes = 0;
  #running = false;
  #wake = (): void => undefined;

  /** @param name of the channel */
  constructor(name: string, line: Promise<ChannelLine>, parts: QueueParts) {
    this.#name = name;
    this.#line = line;
    this.#parts = parts;
  }

  /** Resolves with the sequence number when it is stored. */
  add(write: ChannelWrite, signal: AbortSignal | undefined): Promise<number> {
    let off = (): void => undefined;
    return new Promise<number>((stored, failed) => {
      throwIfAborted(signal);
      if (this.#bytes + write.payload.length > MAX_BYTES) {
        throw new BrokerError("unsynced_changes_full", "too much waits for the broker already");
      }
      const place = this.#parts.outbox.place();
      const pending = this.#push(place, write, stored, failed);
      off = onAbort(signal, (error) => {
        if (!pending.sent) {
          this.#forget(pending);
        }
        failed(error);
      });
      setTimeout(() => {
        this.#keep(pending);
      }, KEEP_AFTER_MS);
    }).finally(() => {
      off();
    });
  }

  /** Goes on with what an earlier page could not bring to an end. */
  resume(place: string, write: KeptWrite): Promise<number> {
    return new Promise((stored, failed) => {
      const pending = this.#push(place, write, stored, failed);
      pending.kept = Promise.resolve();
      pending.restored = true;
      pending.sealed = write.sealed && restoreWrite(write.sealed, write.covers);
    });
  }

  /** Has everything kept that waits. */
  keepAll(): void {
    this.#pending.forEach((pending) => {
      this.#keep(pending);
    });
  }

  /** The frame stands in the channel. */
  read({ counter, ...instance }: FrameHeader, seq: number): void {
    const found = this.#pending.find(
      ({ sealed }) =>
        sealed?.header.counter === counter && instanceKey(sealed.header) === instanceKey(instance),
    );
    if (found !== undefined) {
      this.#settle(found, seq);
    }
  }

  #push(
    place: string,
    { kind, payload, covers }: ChannelWrite,
    stored: (seq: number) => void,
    failed: (error: unknown) => void,
  ): PendingWrite {
    const pending: PendingWrite = {
      kind,
      payload,
      covers,
      place,
      kept: undefined,
      sealed: undefined,
      seals: 0,
      overtaken: false,
      restored: false,
      sent: false,
      stored,
      failed,
    };
    this.#pending.push(pending);
    this.#bytes += payload.length;
    this.#wake();
    if (!this.#running) {
      this.#running = true;
      void this.#run();
    }
    return pending;
  }

  #keep(pending: PendingWrite): void {
    if (pending.kept === undefined && this.#pending.includes(pending)) {
      void this.#keepAsIs(pending);
    }
  }

  /** Failing to keep it is no reason not to send it. */
  #keepAsIs(pending: PendingWrite): Promise<void> {
    const { kind, payload, covers, place, sealed } = pending;
    const frame = sealed && { frame: sealed.write.frame, head: sealed.head };
    const write = { channel: this.#name, kind, payload, covers, sealed: frame };
    const { outbox, troubles } = this.#parts;
    pending.kept = troubles.during(() => outbox.keep(place, write));
    return pending.kept;
  }

  async #run(): Promise<void> {
    const backoff = this.#parts.newBackoff();
    while (this.#pending.length > 0) {
      try {
        const line = await this.#line;
        await this.#parts.connection.run(undefined, (signal) =>
          this.#attempt(line, backoff, signal),
        );
      } catch (error) {
        this.#failAll(error);
      }
    }
    this.#running = false;
  }

  /** One flight after the other; a pause after one that a passing trouble has ended. */
  async #attempt(line: ChannelLine, backoff: Backoff, signal: AbortSignal): Promise<void> {
    try {
      await this.#flight(line, signal);
      backoff.reset();
    } catch (error) {
      if (!(error instanceof BrokerError)) {
        throw error;
      }
      if (error.code === "epoch_closed" || error.code === "counter_used") {
        await this.#settleAfter(error.code, line, signal);
      } else if (error.code === "key_missing") {
        await this.#parts.follower.people.whenKeyed(signal);
      } else if (error.retryable) {
        await pause(backoff.next(error.retryAfterMs), signal);
      } else {
        throw error;
      }
    }
  }

  /** Finds out what the broker took before it refused the rest, which is sealed anew. */
  async #settleAfter(
    code: "epoch_closed" | "counter_used",
    line: ChannelLine,
    signal: AbortSignal,
  ): Promise<void> {
    const { people } = this.#parts.follower;
    await people.refresh(signal);
    let more = true;
    while (more) {
      more = await this.#parts.follower.pullChannel(line.channel, signal);
    }
    this.#settleStored(line);
    const { epoch } = people.roster;
    const isOld = ({ sealed }: PendingWrite): boolean =>
      sealed !== undefined && sealed.header.epoch < epoch;
    const overtaken = this.#pending.filter((pending) => pending.overtaken && isOld(pending));
    for (const pending of overtaken) {
      // A replace of a later epoch may have covered it, so that it cannot be found.
      this.#settle(pending, line.channel.reader.head);
    }
    if (code === "epoch_closed") {
      this.#unseal((pending) => isOld(pending) && !pending.overtaken);
    } else if (overtaken.length === 0) {
      line.writer.renewInstance();
      this.#unseal(() => true);
    }
  }

  /** Sends what there is until nothing is left, or until something goes wrong. */
  async #flight(line: ChannelLine, signal: AbortSignal): Promise<void> {
    const { connection, route, mayWrite } = this.#parts;
    await connection.connected(line.channel, signal);
    this.#settleStored(line);
    if (!mayWrite()) {
      throw new BrokerError("role_forbidden", "only hosts and editors write");
    }
    const flying = new Set<Promise<void>>();
    let trouble: BrokerError | undefined;
    const isOver = (): boolean => trouble !== undefined;
    while (!isOver()) {
      const next = this.#pending.find(({ sent }) => !sent);
      if (next === undefined && flying.size === 0) {
        break;
      }
      if (next === undefined || flying.size >= route.mostAtOnce) {
        await Promise.race([...flying, this.#woken()]);
        continue;
      }
      if (this.#wouldOvertake(next)) {
        await Promise.race(flying);
        continue;
      }
      const sealed = await this.#seal(next, line.writer);
      // While it was sealed, those before it may have failed: it must not get in before them.
      if (sealed === undefined || isOver()) {
        continue;
      }
      next.sent = true;
      const flight = this.#send(next, sealed, signal).then((failure) => {
        flying.delete(flight);
        trouble ??= failure;
      });
      flying.add(flight);
    }
    await Promise.all(flying);
    for (const pending of this.#pending) {
      pending.sent = false;
    }
    if (trouble !== undefined) {
      throw trouble;
    }
  }

  /** The broker may refuse frames of the last epoch that are under way, and take one of the next. */
  #wouldOvertake({ sealed: made }: PendingWrite): boolean {
    const epoch = made?.header.epoch ?? this.#parts.follower.people.roster.epoch;
    return this.#pending.some(({ sent, sealed }) => sent && sealed?.header.epoch !== epoch);
  }

  /** What keeps the others from being sent, if anything does. */
  async #send(
    pending: PendingWrite,
    { write }: SealedWrite,
    signal: AbortSignal,
  ): Promise<BrokerError | undefined> {
    try {
      this.#settle(pending, await this.#parts.route.write(write, signal));
      return undefined;
    } catch (error) {
      if (!(error instanceof BrokerError)) {
        throw error;
      }
      pending.overtaken = error.code === "counter_used";
      if (error.retryable || error.code === "epoch_closed" || error.code === "counter_used") {
        return error;
      }
      if (error.code === "aborted" || error.code === "session_closed") {
        return error;
      }
      this.#forget(pending);
      pending.failed(error);
      return undefined;
    }
  }

  /** Undefined if nothing can be made of it, which its writer is told. */
  async #seal(pending: PendingWrite, writer: ChannelWriter): Promise<SealedWrite | undefined> {
    if (pending.sealed === undefined) {
      pending.seals += 1;
      if (pending.seals > MAX_SEALS) {
        throw new BrokerError("counter_used", "the broker refuses every frame of this client");
      }
      try {
        const { kind, payload, covers } = pending;
        pending.sealed = await writer.sealWrite(kind, payload, { type: "any" }, covers);
        if (pending.kept !== undefined) {
          await this.#keepAsIs(pending); // before it can be stored
        }
      } catch (error) {
        if (!(error instanceof BrokerError) || !IMPOSSIBLE.has(error.code)) {
          throw error;
        }
        this.#forget(pending);
        pending.failed(error);
      }
    }
    return pending.sealed;
  }

  /** Those whose answer was lost, and those that went by before this page was there. */
  #settleStored({ channel: { reader }, writer }: ChannelLine): void {
    for (const pending of [...this.#pending]) {
      if (pending.sealed === undefined) {
        continue;
      }
      const { header, head } = pending.sealed;
      if (reader.hasUsed(header)) {
        if (pending.restored || !reader.hasTakenAllAfter(head)) {
          this.#settle(pending, reader.head);
        } else {
          // A later one got in without it, so that it never will.
          writer.renewInstance();
          unseal(pending);
        }
      } else if (!reader.wouldTake(header, head)) {
        pending.sealed = undefined;
      }
    }
  }

  #unseal(concerns: (pending: PendingWrite) => boolean): void {
    const { epoch } = this.#parts.follower.people.roster;
    for (const pending of this.#pending.filter(concerns)) {
      if (pending.sealed !== undefined && pending.sealed.header.epoch < epoch) {
        pending.seals = 0;
      }
      unseal(pending);
    }
  }

  #settle(pending: PendingWrite, seq: number): void {
    this.#forget(pending);
    pending.stored(seq);
  }

  #forget(pending: PendingWrite): void {
    if (this.#take(pending) && pending.kept !== undefined) {
      void this.#parts.troubles.during(() => this.#parts.outbox.drop(pending.place));
    }
  }

  #take(pending: PendingWrite): boolean {
    const isThere = this.#pending.includes(pending);
    if (isThere) {
      this.#pending = this.#pending.filter((it) => it !== pending);
      this.#bytes -= pending.payload.length;
      this.#wake();
    }
    return isThere;
  }

  /** What is kept when the session is closed here stays for the next time. */
  #failAll(error: unknown): void {
    const stays = error instanceof BrokerError && error.code === "session_closed";
    for (const pending of [...this.#pending]) {
      if (stays) {
        this.#take(pending);
      } else {
        this.#forget(pending);
      }
      pending.failed(error);
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function unseal(pending: PendingWrite): void {
  pending.sealed = undefined;
  pending.overtaken = false;
  pending.restored = false;
}
