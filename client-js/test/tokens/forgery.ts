import { encodeBase64Url } from "../../src/base64Url.js";
import { type Bytes, utf8 } from "../../src/bytes.js";
import { type SigningKey } from "../../src/signingKey.js";

/** A text that is no invite token of the broker's, and what is wrong with it. */
export interface Forgery {
  readonly flaw: string;
  readonly token: string;
}

/** Another spelling of a text, named by what is wrong with it. */
export type Misspelling<Text> = readonly [flaw: string, misspell: (text: string) => Text];

export const ISSUER = "https://broker.example";
export const NOW = 1_800_000_000;
export const WEEK = 7 * 24 * 60 * 60;
export const HEADER = { alg: "Ed25519", typ: "invite+jwt", kid: "k1" };
export const CLAIMS = {
  iss: ISSUER,
  aud: "urn:latchkey:join",
  jti: "AAECAwQFBgcICQoLDA0ODw",
  sid: "AAECAwQFBgcICQoLDA0ODxAREhM",
  role: "editor",
  iat: NOW,
  exp: NOW + WEEK,
};

/** Signs whatever stands in the two parts, as a broker with a fault would. */
export async function signParts(header: string, payload: string, key: SigningKey): Promise<string> {
  const input = `${header}.${payload}`;
  return `${input}.${encodeBase64Url(await key.sign(utf8(input)))}`;
}

export function signJson(
  header: string | Bytes,
  payload: string | Bytes,
  key: SigningKey,
): Promise<string> {
  return signParts(part(header), part(payload), key);
}

function part(json: string | Bytes): string {
  return encodeBase64Url(typeof json === "string" ? utf8(json) : json);
}
