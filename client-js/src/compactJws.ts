import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { ascii, type Bytes, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import type { SigningKey } from "./signingKey.js";
import { exactMembers, type JsonValue, parseStrictJson, readString } from "./strictJson.js";
import { readVerifyingKey, verify, type VerifyingKey } from "./verifyingKey.js";

const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

/** A JWS that parses. Nothing about it is believed until its signature is verified. */
export interface CompactJws {
  readonly alg: "Ed25519";
  readonly typ: string;
  /** Names the signing key; absent where the header holds the key. */
  readonly kid?: string;
  readonly jwk?: VerifyingKey;
  readonly payload: Bytes;
  /** The payload part as it stands in the text. */
  readonly payloadText: string;
  readonly signingInput: Bytes;
  readonly signature: Bytes;
}

export interface JwsKind {
  readonly maxChars: number;
  readonly typ?: string | readonly string[];
  /** Whether the header holds the key (`jwk`) in place of its ID (`kid`). */
  readonly jwk?: boolean;
}

/** @throws {FormatError} On a text that breaks FORMATS.md §5 in any way. */
export function parseCompactJws(text: string, kind: JwsKind): CompactJws {
  if (text.length > kind.maxChars) {
    throw new FormatError("jws: too long");
  }
  const parts = COMPACT.exec(text);
  if (parts === null) {
    throw new FormatError("jws: not three parts of base64url");
  }
  const [, headerText = "", payloadText = "", signatureText = ""] = parts;
  const header = decodeBase64Url(headerText);
  const payload = decodeBase64Url(payloadText);
  const signature = decodeBase64Url(signatureText);
  return {
    ...parseHeader(parseStrictJson(header), kind),
    payload,
    payloadText,
    signingInput: ascii(`${headerText}.${payloadText}`),
    signature,
  };
}

function parseHeader(
  value: JsonValue,
  kind: JwsKind,
): Pick<CompactJws, "alg" | "typ" | "kid" | "jwk"> {
  if (kind.jwk === true) {
    const header = exactMembers(value, ["alg", "typ", "jwk"]);
    return { ...parseAlgorithm(header, kind), jwk: parseJwk(header.jwk) };
  }
  const header = exactMembers(value, ["alg", "typ", "kid"]);
  const kid = readString(header.kid);
  if (!KEY_ID.test(kid)) {
    throw new FormatError("jws: malformed kid");
  }
  return { ...parseAlgorithm(header, kind), kid };
}

function parseAlgorithm(
  header: { readonly alg: JsonValue; readonly typ: JsonValue },
  kind: JwsKind,
): Pick<CompactJws, "alg" | "typ"> {
  if (header.alg !== "Ed25519") {
    throw new FormatError("jws: another algorithm");
  }
  const typ = readString(header.typ);
  if (kind.typ !== undefined && ![kind.typ].flat().includes(typ)) {
    throw new FormatError("jws: another typ");
  }
  return { alg: "Ed25519", typ };
}

function parseJwk(value: JsonValue): VerifyingKey {
  const jwk = exactMembers(value, ["crv", "kty", "x"]);
  if (jwk.crv !== "Ed25519" || jwk.kty !== "OKP") {
    throw new FormatError("jwk: not an Ed25519 key");
  }
  return readVerifyingKey(decodeBase64Url(readString(jwk.x)));
}

export function verifyCompactJws(jws: CompactJws, key: VerifyingKey): Promise<boolean> {
  return verify(key, jws.signature, jws.signingInput);
}

/** Signs the payload under a header with `typ` and either the ID of the key or the key itself. */
export async function signCompactJws(
  header: { readonly typ: string } & ({ readonly kid: string } | { readonly jwk: VerifyingKey }),
  payload: Uint8Array,
  key: SigningKey,
): Promise<string> {
  const signer =
    "kid" in header
      ? { kid: header.kid }
      : { jwk: { crv: "Ed25519", kty: "OKP", x: encodeBase64Url(header.jwk) } };
  const headerJson = JSON.stringify({ alg: "Ed25519", typ: header.typ, ...signer });
  const signingInput = `${encodeBase64Url(utf8(headerJson))}.${encodeBase64Url(payload)}`;
  return `${signingInput}.${encodeBase64Url(await key.sign(ascii(signingInput)))}`;
}
