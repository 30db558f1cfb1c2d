import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";

import { encodeBase64Url } from "../src/base64Url.js";
import { ascii, utf8 } from "../src/bytes.js";
import { parseCompactJws, signCompactJws, verifyCompactJws } from "../src/compactJws.js";
import { FormatError } from "../src/formatError.js";
import { signingKeyFromSeed, type SigningKey } from "../src/signingKey.js";

const KIND = { maxChars: 1000, typ: "test+jwt" };
const PAYLOAD = utf8('{"sid":"a"}');

let key: SigningKey;
let signed: string;

beforeAll(async () => {
  key = await signingKeyFromSeed(new Uint8Array(32).fill(1));
  signed = await signCompactJws({ typ: "test+jwt", kid: "k1" }, PAYLOAD, key);
});

describe("CompactJws", () => {
  it("is read as it was signed", async () => {
    const jws = parseCompactJws(signed, KIND);
    expect(jws).toMatchObject({ alg: "Ed25519", typ: "test+jwt", kid: "k1", payload: PAYLOAD });
    expect(jws.payloadText).toBe(signed.split(".")[1]);
    expect(jws.signingInput).toEqual(ascii(signed.slice(0, signed.lastIndexOf("."))));
    expect(await verifyCompactJws(jws, key.publicKey)).toBe(true);
  });

  it("is not verified under another key", async () => {
    const other = await signingKeyFromSeed(new Uint8Array(32).fill(2));
    expect(await verifyCompactJws(parseCompactJws(signed, KIND), other.publicKey)).toBe(false);
  });

  it("may bring its own key", async () => {
    const text = await signCompactJws({ typ: "test+jwt", jwk: key.publicKey }, PAYLOAD, key);
    expect(parseCompactJws(text, { ...KIND, jwk: true }).jwk).toEqual(key.publicKey);
    expect(() => parseCompactJws(text, KIND)).toThrow(FormatError);
    expect(() => parseCompactJws(signed, { ...KIND, jwk: true })).toThrow(FormatError);
  });

  it("may be one of several kinds", () => {
    expect(parseCompactJws(signed, { ...KIND, typ: ["other", "test+jwt"] }).typ).toBe("test+jwt");
    expect(() => parseCompactJws(signed, { ...KIND, typ: ["other"] })).toThrow(FormatError);
  });

  it("is at most as long as its kind allows", () => {
    expect(parseCompactJws(signed, { ...KIND, maxChars: signed.length }).typ).toBe("test+jwt");
    expect(() => parseCompactJws(signed, { ...KIND, maxChars: signed.length - 1 })).toThrow(
      FormatError,
    );
  });

  test.each([
    ["another algorithm", { alg: "EdDSA", typ: "test+jwt", kid: "k1" }],
    ["no algorithm", { alg: "none", typ: "test+jwt", kid: "k1" }],
    ["another typ", { alg: "Ed25519", typ: "Test+jwt", kid: "k1" }],
    ["a prefixed typ", { alg: "Ed25519", typ: "application/test+jwt", kid: "k1" }],
    ["no kid", { alg: "Ed25519", typ: "test+jwt" }],
    ["an empty kid", { alg: "Ed25519", typ: "test+jwt", kid: "" }],
    ["a kid of 33 characters", { alg: "Ed25519", typ: "test+jwt", kid: "k".repeat(33) }],
    ["a kid with a slash", { alg: "Ed25519", typ: "test+jwt", kid: "../k1" }],
    ["a kid that is a number", { alg: "Ed25519", typ: "test+jwt", kid: 1 }],
    ["one name more", { alg: "Ed25519", typ: "test+jwt", kid: "k1", crit: [] }],
  ])("is not read with %s", (_, header) => {
    const text = signed.replace(/^[^.]*/, encodeBase64Url(utf8(JSON.stringify(header))));
    expect(() => parseCompactJws(text, KIND)).toThrow(FormatError);
  });

  test.each([
    ["a space before", (text: string) => ` ${text}`],
    ["a line end behind", (text: string) => `${text}\n`],
    ["two parts", (text: string) => text.replace(/\.[^.]*$/, "")],
    ["four parts", (text: string) => `${text}.AA`],
    ["an empty payload", (text: string) => text.replace(/\..*\./, "..")],
    ["padding", (text: string) => `${text}=`],
    ["stray bits behind the signature", (text: string) => `${text.slice(0, -1)}_`],
  ])("is not read with %s", (_, change) => {
    expect(() => parseCompactJws(change(signed), KIND)).toThrow(FormatError);
  });

  it("is not verified with any character changed", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const changes = fc.record({
      at: fc.nat(signed.length - 1),
      to: fc.constantFrom(...Array.from(alphabet)),
    });
    await fc.assert(
      fc.asyncProperty(changes, async ({ at, to }) => {
        fc.pre(signed[at] !== to);
        const changed = signed.slice(0, at) + to + signed.slice(at + 1);
        let jws;
        try {
          jws = parseCompactJws(changed, KIND);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
          return;
        }
        expect(await verifyCompactJws(jws, key.publicKey)).toBe(false);
      }),
    );
  });
});
