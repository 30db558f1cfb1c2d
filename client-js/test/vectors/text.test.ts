import { decodeBase64Url } from "../../src/base64Url.js";
import { parseInviteId } from "../../src/inviteId.js";
import { OpenError } from "../../src/openError.js";
import { openText, type TextPlace } from "../../src/sealedText.js";
import { parseSessionId } from "../../src/sessionId.js";
import { wrapKeyFromSeed } from "../../src/wrapKey.js";
import { isA, testVectors } from "../vectors.js";
import { readPublicKeys } from "./publicKeys.js";

interface Given {
  readonly kind: TextPlace["kind"];
  readonly sid: string;
  readonly iid: string;
  readonly signingKey: string;
  readonly wrapKey: string;
  readonly joinerSigningKey?: string;
  readonly joinerWrapKey?: string;
  readonly seed: string;
  readonly sealed: string;
}

testVectors<Given>("text", {
  read: async (given) => {
    const opener = await wrapKeyFromSeed(decodeBase64Url(given.seed));
    return { text: await openText(placeOf(given), opener, decodeBase64Url(given.sealed)) };
  },
  refusals: { open: isA(OpenError) },
});

function placeOf(given: Given): TextPlace {
  const { kind, joinerSigningKey = "", joinerWrapKey = "" } = given;
  const place = {
    sid: parseSessionId(given.sid),
    invite: parseInviteId(given.iid),
    recipient: readPublicKeys(given.signingKey, given.wrapKey),
  };
  return kind === "name"
    ? { ...place, kind, joiner: readPublicKeys(joinerSigningKey, joinerWrapKey) }
    : { ...place, kind };
}
