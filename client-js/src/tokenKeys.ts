import { decodeBase64Url } from "./base64Url.js";
import { FormatError } from "./formatError.js";
import {
  type JsonObject,
  type JsonValue,
  readArray,
  readObject,
  readString,
} from "./strictJson.js";
import { readVerifyingKey, type VerifyingKey } from "./verifyingKey.js";

/** The keys of a broker by `kid`. */
export type TokenKeys = ReadonlyMap<string, VerifyingKey>;

/**
 * Reads a JWK Set (RFC 7517 §5). Keys of another type, algorithm or use are left out.
 *
 * @throws {FormatError} On a set that is malformed, holds an invalid Ed25519 key, or one ID twice.
 */
export function readTokenKeys(jwks: JsonValue): TokenKeys {
  const keys = new Map<string, VerifyingKey>();
  for (const value of readArray(readObject(jwks).keys)) {
    const jwk = readObject(value);
    if (!isForTokens(jwk)) {
      continue;
    }
    const kid = readString(jwk.kid);
    if (keys.has(kid)) {
      throw new FormatError("jwks: one kid twice");
    }
    keys.set(kid, readVerifyingKey(decodeBase64Url(readString(jwk.x))));
  }
  return keys;
}

function isForTokens({ kty, crv, alg, use }: JsonObject): boolean {
  return kty === "OKP" && crv === "Ed25519" && alg === "Ed25519" && use === "sig";
}
