import { importJWK, jwtVerify, type JWTVerifyOptions } from "jose";

import { encodeBase64Url } from "./base64Url.js";
import type { VerifyingKey } from "./verifyingKey.js";

/** What jose says of a token; rejects unless it accepts it. It knows Ed25519 through WebCrypto only. */
export async function joseOpinion(
  text: string,
  key: VerifyingKey,
  expected: JWTVerifyOptions,
): Promise<void> {
  const jwk = { kty: "OKP", crv: "Ed25519", x: encodeBase64Url(key) };
  await jwtVerify(text, await importJWK(jwk, "Ed25519"), { ...expected, algorithms: ["Ed25519"] });
}
