import { openAes } from "./aesGcm.js";
import { equalBytes } from "./bytes.js";
import type { EpochKey } from "./epochKey.js";
import type { Frame } from "./frame.js";
import { type FrameBody, parseBody } from "./frameBody.js";
import { deriveFrameKey, frameContext, frameNonce } from "./frameCipher.js";
import { deriveMemberId } from "./memberId.js";
import { OpenError } from "./openError.js";
import { unpad } from "./padding.js";
import type { SessionId } from "./sessionId.js";
import { verify, type VerifyingKey } from "./verifyingKey.js";

/**
 * Checks signature, commitment, ciphertext and padding of a frame: (4) to (6) of FORMATS.md §9.1.
 * Whether the sender may send it, and whether it is new, the reader has to know.
 *
 * @throws {OpenError} If anything is wrong, without saying what.
 */
export async function openFrame(
  sid: SessionId,
  frame: Frame,
  epochKey: EpochKey,
  sender: VerifyingKey,
): Promise<FrameBody> {
  const { header, commitment, ciphertext, signature } = frame;
  const context = frameContext(sid, header);
  if (
    header.sender !== (await deriveMemberId(sender)) ||
    !(await verify(sender, signature, context, commitment, ciphertext))
  ) {
    throw new OpenError();
  }
  const derived = await deriveFrameKey(sid, header, epochKey, sender);
  if (!equalBytes(commitment, derived.commitment)) {
    throw new OpenError();
  }
  try {
    const padded = await openAes(derived.key, frameNonce(header), context, ciphertext);
    return parseBody(header.kind, unpad(padded));
  } catch (cause) {
    throw new OpenError({ cause });
  }
}
