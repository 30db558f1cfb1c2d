import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { unwrapEpochKey, type WrapPlace } from "../../src/epochKeyWrap.js";
import { OpenError } from "../../src/openError.js";
import { parseSessionId } from "../../src/sessionId.js";
import { wrapKeyFromSeed } from "../../src/wrapKey.js";
import { isA, testVectors } from "../vectors.js";
import { readPublicKeys } from "./publicKeys.js";

interface Given {
  readonly sid: string;
  readonly epoch: number;
  readonly kind: WrapPlace["kind"];
  readonly signingKey: string;
  readonly wrapKey: string;
  readonly seed: string;
  readonly wrap: string;
  readonly commitment: string;
}

testVectors<Given>("wrap", {
  read: async ({ sid, epoch, kind, signingKey, wrapKey, seed, wrap, commitment }) => {
    const recipient = readPublicKeys(signingKey, wrapKey);
    const epochKey = await unwrapEpochKey(
      { sid: parseSessionId(sid), epoch, kind, recipient },
      await wrapKeyFromSeed(decodeBase64Url(seed)),
      decodeBase64Url(wrap),
      decodeBase64Url(commitment),
    );
    return { epochKey: encodeBase64Url(epochKey.exposeBytes()) };
  },
  refusals: { open: isA(OpenError) },
});
