import { encodeBase64Url } from "../src/base64Url.js";
import { utf8 } from "../src/bytes.js";
import { signCompactJws } from "../src/compactJws.js";
import { deriveMemberId } from "../src/memberId.js";
import { type SigningKey } from "../src/signingKey.js";
import { type Move } from "../src/statement.js";

/**
 * The pair `move~moved`, signed by the old device and by the one that takes its place. No client
 * makes it yet; every client folds it.
 */
export async function writeMove(
  move: Move,
  oldDevice: SigningKey,
  newDevice: SigningKey,
): Promise<string> {
  const payload = utf8(
    JSON.stringify({
      sid: move.sid,
      mid: move.mid,
      signingKey: encodeBase64Url(move.signingKey),
      wrapKey: encodeBase64Url(move.wrapKey),
      origin: move.origin,
      challenge: move.challenge,
    }),
  );
  const kid = await deriveMemberId(move.signingKey);
  const old = await signCompactJws({ typ: "move", kid: move.mid }, payload, oldDevice);
  return `${old}~${await signCompactJws({ typ: "moved", kid }, payload, newDevice)}`;
}
