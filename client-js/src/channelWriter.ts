import { type Backoff, retrying } from "./backoff.js";
import { encodeBase64Url } from "./base64Url.js";
import { type Bytes } from "./bytes.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { BrokerError } from "./errors.js";
import { type Follower } from "./follower.js";
import { encodeFrame, type FrameKind } from "./frame.js";
import { type FrameBody, type FrameLinks } from "./frameBody.js";
import { FrameSealer } from "./frameSealer.js";
import { NO_CHECKPOINT } from "./noCheckpoint.js";
import { type MemberContext } from "./rosterFollower.js";
import { type JsonObject, readInteger } from "./strictJson.js";
import { type WriteOutcome } from "./writeOutcome.js";

/** What must hold of the channel for a write to count. */
export type WriteCondition =
  | { readonly type: "any" }
  | { readonly type: "at_head"; readonly head: number }
  | { readonly type: "unwritten" };

type SendOutcome =
  | { readonly type: "stored"; readonly seq: number }
  | { readonly type: "head_moved"; readonly head: number }
  | { readonly type: "epoch_closed" | "counter_used" };

const MAX_SEALS = 5;

/** Seals what a member writes and sends it until the broker has stored or refused it. */
export class ChannelWriter {
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #channel: number;
  readonly #newBackoff: () => Backoff;
  #hasWritten = false;
  #sealer: { readonly epoch: number; readonly frames: FrameSealer } | undefined;

  constructor(
    context: MemberContext,
    follower: Follower,
    channel: number,
    newBackoff: () => Backoff,
  ) {
    this.#context = context;
    this.#follower = follower;
    this.#channel = channel;
    this.#newBackoff = newBackoff;
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
    for (let seals = 1; ; seals++) {
      const { reader } = this.#follower;
      if (condition.type !== "any" && reader.head !== expectedHead(condition)) {
        return { type: "head_moved", head: reader.head, refused };
      }
      const covers = reader.covers(this.#follower.people.roster.epoch);
      const body = { links: this.#links(condition.type !== "any"), covers, payload };
      const frame = await this.seal("replace", body);
      const outcome = await this.#send(frame, covers.seq, condition, signal);
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
          await this.#follower.people.refresh(signal);
          break;
        case "counter_used":
          this.renewInstance();
          break;
      }
      refused.push(frame);
    }
  }

  /** @throws {BrokerError} Of code `state_too_large`, or `key_missing`. */
  async seal(kind: FrameKind, body: FrameBody): Promise<Bytes> {
    try {
      return encodeFrame(await this.#currentSealer().seal(kind, this.#channel, body));
    } catch (cause) {
      if (cause instanceof RangeError) {
        throw new BrokerError("state_too_large", "the payload is larger than a frame", { cause });
      }
      throw cause;
    }
  }

  /** What this member has verified, as every frame tells it. */
  links(): FrameLinks {
    return this.#links(false);
  }

  #links(conditional: boolean): FrameLinks {
    const { reader, people } = this.#follower;
    return {
      conditional,
      head: reader.head,
      headHash: reader.hash,
      logHash: people.roster.logHash,
      checkpointSize: NO_CHECKPOINT.size,
      checkpointRoot: NO_CHECKPOINT.root,
    };
  }

  #currentSealer(): FrameSealer {
    const { people } = this.#follower;
    const { epoch } = people.roster;
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

  /** The same bytes, until the outcome is known: the broker stores them once. */
  async #send(
    frame: Bytes,
    covers: number,
    condition: WriteCondition,
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    const request = {
      method: "PUT",
      path: `/channels/${String(this.#channel)}`,
      headers: conditionHeaders(condition),
      body: { frame: encodeBase64Url(frame), covers },
      signal,
    } as const;
    const retries = { backoff: this.#newBackoff(), attempts: Infinity, signal };
    try {
      const call = (): Promise<number> => this.#context.access.call(request, readSeq);
      return { type: "stored", seq: await retrying(call, retries) };
    } catch (error) {
      if (!(error instanceof BrokerError)) {
        throw error;
      }
      switch (error.code) {
        case "head_moved":
          return { type: "head_moved", head: error.head ?? this.#follower.reader.head + 1 };
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

function conditionHeaders(condition: WriteCondition): Readonly<Record<string, string>> {
  switch (condition.type) {
    case "any":
      return {};
    case "at_head":
      return { "If-Match": `"${String(condition.head)}"` };
    case "unwritten":
      return { "If-None-Match": "*" };
  }
}

function readSeq(answer: JsonObject): number {
  return readInteger(answer.seq, 1);
}
