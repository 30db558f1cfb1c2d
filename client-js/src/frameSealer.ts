import { sealAes } from "./aesGcm.js";
import type { Bytes } from "./bytes.js";
import type { EpochKey } from "./epochKey.js";
import { type Frame, type FrameHeader, type FrameKind, INSTANCE_BYTES } from "./frame.js";
import { encodeBody, type FrameBody } from "./frameBody.js";
import { deriveFrameKey, frameContext, frameNonce } from "./frameCipher.js";
import type { MemberId } from "./memberId.js";
import { NonceSequence } from "./nonceSequence.js";
import { pad } from "./padding.js";
import type { SessionId } from "./sessionId.js";
import type { SigningKey } from "./signingKey.js";

/**
 * Seals the frames of one connection in one epoch. The instance is drawn with the sealer and lives
 * as long: make a new one per connection and per epoch, and never keep one in storage.
 */
export class FrameSealer {
  readonly #sid: SessionId;
  readonly #epoch: number;
  readonly #epochKey: EpochKey;
  readonly #signingKey: SigningKey;
  readonly #sender: MemberId;
  readonly #instance = randomInstance();
  readonly #durable = new NonceSequence();
  readonly #ephemeral = new NonceSequence();
  readonly #name = new NonceSequence();

  constructor(
    sid: SessionId,
    epoch: number,
    epochKey: EpochKey,
    signingKey: SigningKey,
    sender: MemberId,
  ) {
    this.#sid = sid;
    this.#epoch = epoch;
    this.#epochKey = epochKey;
    this.#signingKey = signingKey;
    this.#sender = sender;
  }

  /**
   * Frames are numbered in the order of the calls: the counter is taken before the first await.
   *
   * @throws {RangeError} On a body that fits no frame, and when the instance has no counter left.
   */
  async seal(kind: FrameKind, channel: number, body: FrameBody): Promise<Frame> {
    const plain = encodeBody(kind, body);
    const header = {
      kind,
      channel,
      epoch: this.#epoch,
      sender: this.#sender,
      instance: this.#instance,
      counter: this.#countersOf(kind).take(),
    };
    return sealFrame(this.#sid, header, plain, this.#epochKey, this.#signingKey);
  }

  #countersOf(kind: FrameKind): NonceSequence {
    switch (kind) {
      case "append":
      case "replace":
        return this.#durable;
      case "ephemeral":
        return this.#ephemeral;
      case "name":
        return this.#name;
    }
  }
}

/** Seals under a header of the caller's, who answers for using it once: {@link FrameSealer} does. */
export async function sealFrame(
  sid: SessionId,
  header: FrameHeader,
  plain: Bytes,
  epochKey: EpochKey,
  signingKey: SigningKey,
): Promise<Frame> {
  const { key, commitment } = await deriveFrameKey(sid, header, epochKey, signingKey.publicKey);
  const context = frameContext(sid, header);
  const ciphertext = await sealAes(key, frameNonce(header), context, pad(plain));
  const signature = await signingKey.sign(context, commitment, ciphertext);
  return { header, commitment, ciphertext, signature };
}

function randomInstance(): Bytes {
  return crypto.getRandomValues(new Uint8Array(INSTANCE_BYTES));
}
