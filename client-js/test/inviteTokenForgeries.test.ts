import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";

import { encodeBase64Url } from "../src/base64Url.js";
import { InvalidTokenError, type InviteToken, verifyInviteToken } from "../src/inviteToken.js";
import { type SigningKey, signingKeyFromSeed } from "../src/signingKey.js";
import { readTokenKeys, type TokenKeys } from "../src/tokenKeys.js";
import { forgeries } from "./tokens/forgeries.js";
import { CLAIMS, HEADER, ISSUER, NOW, signJson } from "./tokens/forgery.js";

const header = JSON.stringify(HEADER);
const claims = JSON.stringify(CLAIMS);

let key: SigningKey;
let other: SigningKey;
let keys: TokenKeys;

beforeAll(async () => {
  key = await signingKeyFromSeed(new Uint8Array(32).fill(1));
  other = await signingKeyFromSeed(new Uint8Array(32).fill(2));
  const jwk = { kty: "OKP", crv: "Ed25519", alg: "Ed25519", use: "sig", kid: "k1" };
  keys = readTokenKeys({ keys: [{ ...jwk, x: encodeBase64Url(key.publicKey) }] });
});

/** The token, or null where it is refused as it must be: by its own error, and soon. */
async function read(text: string): Promise<InviteToken | null> {
  try {
    return await verifyInviteToken(text, keys, { issuer: ISSUER, now: NOW });
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidTokenError);
    return null;
  }
}

describe("verifyInviteToken", () => {
  it("refuses every kind of forgery", async () => {
    const all = await forgeries(key, other);
    const token = await signJson(header, claims, key);
    const accepted = [];
    for (const forgery of all) {
      expect(forgery.token, forgery.flaw).not.toBe(token);
      if ((await read(forgery.token)) !== null) {
        accepted.push(forgery.flaw);
      }
    }
    console.log(`forged invite tokens: ${String(all.length)} ran`);
    expect(all.length).toBeGreaterThan(1500);
    expect(accepted).toEqual([]);
  });

  test.each<[string, string, string]>([
    ["as the broker writes it", header, claims],
    ["with spaces", JSON.stringify(HEADER, null, 2), JSON.stringify(CLAIMS, null, "\t\r\n")],
    ["with escaped letters", header.replace("Ed", "\\u0045d"), claims.replace("iss", "\\u0069ss")],
    ["with escaped slashes", header, claims.replaceAll("/", "\\/")],
    ["with its members the other way round", reversed(HEADER), reversed(CLAIMS)],
    ["with claims that nobody knows", header, JSON.stringify({ ...CLAIMS, x: [{ y: "ü😀" }] })],
    ["with claims called like methods", header, `{"__proto__":{},"toString":1,${claims.slice(1)}`],
    [
      "with a claim nested 8 deep",
      header,
      `{"x":${"[".repeat(7)}${"]".repeat(7)},${claims.slice(1)}`,
    ],
  ])("accepts a token %s", async (_, headerJson, claimsJson) => {
    expect(await read(await signJson(headerJson, claimsJson, key))).toMatchObject({
      invite: CLAIMS.jti,
      sid: CLAIMS.sid,
      role: CLAIMS.role,
    });
  });

  it("accepts at most 4,096 characters", async () => {
    const filled = (length: number) =>
      signJson(`${header} `, `{"x":"${"a".repeat(length)}",${claims.slice(1)}`, key);
    const fill = Math.ceil((4096 - (await filled(0)).length) * 0.75);
    const [fitting, tooLong] = [await filled(fill), await filled(fill + 1)];
    expect(fitting).toHaveLength(4096);
    expect(await read(fitting)).not.toBeNull();
    expect(await read(tooLong)).toBeNull();
  });

  it("accepts no other text than the one that was signed", async () => {
    const token = await signJson(header, claims, key);
    await fc.assert(
      fc.asyncProperty(edits(token.length), async (edit) => {
        const text = edited(token, edit);
        expect((await read(text)) !== null).toBe(text === token);
      }),
      { numRuns: 400 },
    );
  });

  it("reads what it accepts as JSON.parse does", async () => {
    await fc.assert(
      fc.asyncProperty(edits(claims.length), async (edit) => {
        const text = edited(claims, edit);
        const token = await read(await signJson(header, text, key));
        if (token !== null) {
          expect(JSON.parse(text)).toMatchObject({
            ...CLAIMS,
            jti: token.invite,
            sid: token.sid,
            role: token.role,
            iat: token.issuedAt,
            exp: token.expiresAt,
          });
        }
      }),
      { numRuns: 400 },
    );
  });
});

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

function edits(length: number): fc.Arbitrary<Edit> {
  return fc.record({
    at: fc.nat(length),
    removed: fc.nat(2),
    added: fc.oneof(
      fc.string({ unit: "binary", maxLength: 2 }),
      fc.string({
        unit: fc.constantFrom(...Array.from('{}[]:,"\\u0019eE+-. AZaz_=\n\t/*')),
        maxLength: 3,
      }),
    ),
  });
}

function edited(text: string, { at, removed, added }: Edit): string {
  return text.slice(0, at) + added + text.slice(at + removed);
}

function reversed(members: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(members).reverse()));
}
