import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { type CompactJws, parseCompactJws, verifyCompactJws } from "../../src/compactJws.js";
import { FormatError } from "../../src/formatError.js";
import { readVerifyingKey, type VerifyingKey } from "../../src/verifyingKey.js";
import { isA, SignatureRefused, testVectors } from "../vectors.js";

testVectors<{ text: string; maxChars: number; typ: string; key?: string }>("jws", {
  read: async ({ text, maxChars, typ, key }) => {
    const jws = parseCompactJws(text, { maxChars, typ, jwk: key === undefined });
    if (!(await verifyCompactJws(jws, keyOf(jws, key)))) {
      throw new SignatureRefused();
    }
    const signer = jws.jwk === undefined ? { kid: jws.kid } : { jwk: encodeBase64Url(jws.jwk) };
    return { ...signer, payload: encodeBase64Url(jws.payload) };
  },
  refusals: { format: isA(FormatError), signature: isA(SignatureRefused) },
});

function keyOf(jws: CompactJws, given: string | undefined): VerifyingKey {
  return jws.jwk ?? readVerifyingKey(decodeBase64Url(given ?? ""));
}
