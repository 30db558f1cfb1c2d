import { encodeBase64Url } from "../src/base64Url.js";
import { utf8 } from "../src/bytes.js";
import { sha256 } from "../src/hashes.js";
import { type VerifyingKey } from "../src/verifyingKey.js";

/** The thumbprint of the key as a JWK, base64url, as the broker binds tokens to it. RFC 7638. */
export async function jwkThumbprint(key: VerifyingKey): Promise<string> {
  const input = `{"crv":"Ed25519","kty":"OKP","x":"${encodeBase64Url(key)}"}`;
  return encodeBase64Url(await sha256(utf8(input)));
}
