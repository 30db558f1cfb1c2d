import { utf8 } from "../../src/bytes.js";
import { type SigningKey } from "../../src/signingKey.js";
import { encodeBase64Url } from "../../src/base64Url.js";
import { CLAIMS, type Forgery, HEADER, signJson, signParts } from "./forgery.js";
import { JSON_VALUES, misspeltJson } from "./misspeltJson.js";
import { misspeltParts, misspeltTokens, otherSignatures } from "./misspeltText.js";
import { CLAIM_SETS, HEADERS } from "./wrongMembers.js";

const header = JSON.stringify(HEADER);
const claims = JSON.stringify(CLAIMS);

/**
 * Every kind of malformed text, JSON, header and claim. Wherever the flaw leaves something to sign, a
 * key that counts has signed it, so that nothing but the flaw keeps it out.
 */
export async function forgeries(key: SigningKey, other: SigningKey): Promise<readonly Forgery[]> {
  return [
    ...(await textForgeries(key)),
    ...(await jsonForgeries(key)),
    ...(await memberForgeries(key)),
    ...(await signerForgeries(key, other)),
  ];
}

async function textForgeries(key: SigningKey): Promise<readonly Forgery[]> {
  const token = await signJson(header, claims, key);
  const [first = "", second = "", third = ""] = token.split(".");
  const compact = misspeltTokens().map(([flaw, misspell]) => ({ flaw, token: misspell(token) }));
  const signatures = [...misspeltParts(), ...otherSignatures()].map(([flaw, misspell]) => ({
    flaw: `signature: ${flaw}`,
    token: `${first}.${second}.${misspell(third)}`,
  }));
  const signed = misspeltParts().flatMap(([flaw, misspell]) => [
    forgery(`header: ${flaw}`, signParts(misspell(first), second, key)),
    forgery(`payload: ${flaw}`, signParts(first, misspell(second), key)),
  ]);
  return [...compact, ...signatures, ...(await Promise.all(signed))];
}

function jsonForgeries(key: SigningKey): Promise<readonly Forgery[]> {
  const texts = misspeltJson().flatMap(([flaw, misspell]) => [
    forgery(`header: ${flaw}`, signJson(misspell(header), claims, key)),
    forgery(`payload: ${flaw}`, signJson(header, misspell(claims), key)),
  ]);
  const values = JSON_VALUES.flatMap((value) => {
    const flaw = `a member ${value.slice(0, 40)}`;
    return [
      forgery(`${flaw} first`, signJson(header, `{"x":${value},${claims.slice(1)}`, key)),
      forgery(`${flaw} last`, signJson(header, `${claims.slice(0, -1)},"x":${value}}`, key)),
    ];
  });
  return Promise.all([...texts, ...values]);
}

function memberForgeries(key: SigningKey): Promise<readonly Forgery[]> {
  const headers = HEADERS.map((changed) => {
    const json = JSON.stringify({ ...HEADER, ...changed });
    return forgery(`header ${json}`, signJson(json, claims, key));
  });
  const sets = CLAIM_SETS.map((changed) => {
    const json = JSON.stringify({ ...CLAIMS, ...changed });
    return forgery(`claims ${json}`, signJson(header, json, key));
  });
  return Promise.all([...headers, ...sets]);
}

async function signerForgeries(key: SigningKey, other: SigningKey): Promise<readonly Forgery[]> {
  const token = await signJson(header, claims, key);
  const input = token.slice(0, token.lastIndexOf("."));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-512", utf8(input)));
  const signatures = {
    "another key": await other.sign(utf8(input)),
    "of the JSON": await key.sign(utf8(header + claims)),
    "of the JSON with its dot": await key.sign(utf8(`${header}.${claims}`)),
    "of the hash": await key.sign(hash),
    "of the payload only": await key.sign(utf8(input.slice(input.indexOf(".") + 1))),
    "of nothing": await key.sign(new Uint8Array(0)),
    "of another token": await key.sign(utf8(`${input}A`)),
  };
  return Object.entries(signatures).map(([flaw, bytes]) => ({
    flaw: `signature: ${flaw}`,
    token: `${input}.${encodeBase64Url(bytes)}`,
  }));
}

async function forgery(flaw: string, token: Promise<string>): Promise<Forgery> {
  return { flaw, token: await token };
}
