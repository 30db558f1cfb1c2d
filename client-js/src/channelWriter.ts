import type { Bytes } from "./bytes.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { BrokerError } from "./errors.js";
import type { FollowedChannel } from "./followedChannel.js";
import type { Follower } from "./follower.js";
import { encodeFrame, type Frame, type FrameHeader, type FrameKind } from "./frame.js";
import type { Covers, FrameBody, FrameLinks } from "./frameBody.js";
import type { FrameRoute } from "./frameRoute.js";
import { FrameSealer } from "./frameSealer.js";
import type { FrameWrite, WriteCondition } from "./frameWrite.js";
import { instanceKey } from "./keptCounters.js";
import { NO_CHECKPOINT } from "./noCheckpoint.js";
import type { MemberContext } from "./rosterFollower.js";
import type { WriteOutcome } from "./writeOutcome.js";

type SendOutcome =
  | { readonly type: "stored"; readonly seq: number }
  | { readonly type: "head_moved"; readonly head: number }
  | { readonly type: "epoch_closed" | "counter_used" };

/** A frame that was made for a channel, and what it says in clear. */
export interface SealedWrite {
  readonly header: FrameHeader;
  /** The head that its sender had read. */
  readonly head: number;
  readonly write: FrameWrite;
}

const MAX_SEALS = 5;
/** Far below what the cipher bears under one key. */
const MAX_FRAMES = 2 ** 28;

/** Seals what a member writes to one channel, and sends a single frame until it is decided. */
export class ChannelWriter {
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #channel: FollowedChannel;
  readonly #route: FrameRoute;
  readonly #instances = new Set<string>();
  #hasWritten = false;
  #sealer: { readonly epoch: number; readonly frames: FrameSealer } | undefined;

  constructor(
    context: MemberContext,
    follower: Follower,
    channel: FollowedChannel,
    route: FrameRoute,
  ) {
    this.#context = context;
    this.#follower = follower;
    this.#channel = channel;
    this.#route = route;
  }

  /** From now on frames are those of another instance. */
  renewInstance(): void {
    this.#sealer = undefined;
    this.#hasWritten = false;
  }

  /** Whether others know its instance. The first write of one wants a reader that is caught up. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /** Whether this device can seal for now. */
  get hasKey(): boolean {
    const { people } = this.#follower;
    return people.epochKey(people.roster.epoch) !== undefined;
  }

  /** Whether this writer made the frame. */
  hasMade(header: FrameHeader): boolean {
    return this.#instances.has(instanceKey(header));
  }

  /**
   * Replaces what this client has read of the channel by the payload. One call after the other: the
   * broker takes the frames of an instance in their order only.
   */
  async replace(
    payload: Bytes,
    condition: WriteCondition,
    signal: AbortSignal,
  ): Promise<WriteOutcome> {
    const refused: Bytes[] = [];
    const { people } = this.#follower;
    for (let seals = 1; ; seals++) {
      while (!this.hasKey) {
        await people.whenKeyed(signal);
      }
      const { reader } = this.#channel;
      if (condition.type !== "any" && reader.head !== expectedHead(condition)) {
        return { type: "head_moved", head: reader.head, refused };
      }
      const { epoch } = people.roster;
      const { write } = await this.sealWrite("replace", payload, condition);
      const { frame } = write;
      const outcome = await this.#send(write, signal);
      if (seals === MAX_SEALS && outcome.type !== "stored" && outcome.type !== "head_moved") {
        throw new BrokerError(outcome.type, "the broker refuses every frame of this client");
      }
      switch (outcome.type) {
        case "stored":
          this.#hasWritten = true;
          requirePlace(condition, outcome.seq, frame);
          return { ...outcome, frame };
        case "head_moved":
          return { ...outcome, refused: [...refused, frame] };
        case "epoch_closed":
          await people.refresh(signal);
          seals = people.roster.epoch > epoch ? 0 : seals;
          break;
        case "counter_used":
          this.renewInstance();
          break;
      }
      refused.push(frame);
    }
  }

  /**
   * A durable frame that stands on what is read of the channel now.
   *
   * @param covered up to where a replace replaces, if not all that is read
   * @throws {BrokerError} Of code `replace_outdated` if that is not known any more
   */
  async sealWrite(
    kind: "append" | "replace",
    payload: Bytes,
    condition: WriteCondition,
    covered?: number,
  ): Promise<SealedWrite> {
    const { number: channel } = this.#channel;
    const links = this.#links(condition.type !== "any");
    const covers = kind === "replace" ? this.#covers(covered) : undefined;
    const body = { links, ...(covers && { covers }), payload };
    const frame = await this.#seal(kind, body);
    const write = { channel, frame: encodeFrame(frame), condition };
    return {
      header: frame.header,
      head: links.head,
      write: covers === undefined ? write : { ...write, covers: covers.seq },
    };
  }

  #covers(covered: number | undefined): Covers {
    const { reader } = this.#channel;
    const { epoch } = this.#follower.people.roster;
    const covers = covered === undefined ? reader.covers(epoch) : reader.coversAt(epoch, covered);
    if (covers === undefined) {
      throw new BrokerError("replace_outdated", "others have replaced what this was to replace");
    }
    return covers;
  }

  /** A frame that is not of the log. */
  async sealPassing(kind: "ephemeral" | "name", payload: Bytes): Promise<Bytes> {
    return encodeFrame(await this.#seal(kind, { links: this.#links(false), payload }));
  }

  /** @throws {BrokerError} Of code `state_too_large`, `key_missing` or `key_exhausted`. */
  async #seal(kind: FrameKind, body: FrameBody): Promise<Frame> {
    try {
      const frame = await this.#currentSealer().seal(kind, this.#channel.number, body);
      this.#instances.add(instanceKey(frame.header));
      return frame;
    } catch (cause) {
      if (cause instanceof RangeError) {
        throw new BrokerError("state_too_large", "the payload is larger than a frame", { cause });
      }
      throw cause;
    }
  }

  /** What this member has verified, as every frame tells it. */
  #links(conditional: boolean): FrameLinks {
    const { head, hash } = this.#channel.reader;
    const { size, root } = this.#context.checkpoints.newest ?? NO_CHECKPOINT;
    return {
      conditional,
      head,
      headHash: hash,
      logHash: this.#follower.people.roster.logHash,
      checkpointSize: size,
      checkpointRoot: root,
    };
  }

  #currentSealer(): FrameSealer {
    const { people } = this.#follower;
    const { epoch } = people.roster;
    if (this.#follower.framesOfEpoch >= MAX_FRAMES) {
      throw new BrokerError("key_exhausted", "a host must replace the key first");
    }
    if (this.#sealer?.epoch !== epoch) {
      const key = people.epochKey(epoch);
      if (key === undefined) {
        throw new BrokerError("key_missing", "this device has no key of the current epoch");
      }
      const { sid, mid, signingKey } = this.#context.membership;
      this.#sealer = { epoch, frames: new FrameSealer(sid, epoch, key, signingKey, mid) };
    }
    return this.#sealer.frames;
  }

  async #send(write: FrameWrite, signal: AbortSignal): Promise<SendOutcome> {
    try {
      return { type: "stored", seq: await this.#route.writeUntilDecided(write, signal) };
    } catch (error) {
      if (!(error instanceof BrokerError)) {
        throw error;
      }
      switch (error.code) {
        case "head_moved":
          return { type: "head_moved", head: error.head ?? this.#channel.reader.head + 1 };
        case "epoch_closed":
        case "counter_used":
          return { type: error.code };
        default:
          throw error;
      }
    }
  }
}

/** A conditional frame counts at one place only, whatever the broker says of another. */
function requirePlace(condition: WriteCondition, seq: number, frame: Bytes): void {
  if (condition.type !== "any" && seq !== expectedHead(condition) + 1) {
    const message = "the broker stored a conditional frame at another place";
    throw new DishonestBrokerError({ kind: "gap", message, evidence: [frame] });
  }
}

function expectedHead(condition: Exclude<WriteCondition, { type: "any" }>): number {
  return condition.type === "unwritten" ? 0 : condition.head;
}
