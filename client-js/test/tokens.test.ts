import { decodeProtectedHeader, EmbeddedJWK, jwtVerify } from "jose";
import { beforeAll, describe, expect, it, test } from "vitest";

import { encodeBase64Url } from "../src/base64Url.js";
import { ascii, utf8 } from "../src/bytes.js";
import { parseCompactJws, signCompactJws, verifyCompactJws } from "../src/compactJws.js";
import { makeDpopProof, randomProofId } from "../src/dpopProof.js";
import { FormatError } from "../src/formatError.js";
import { sha256 } from "../src/hashes.js";
import { verifyInviteToken } from "../src/inviteToken.js";
import { deriveMemberId } from "../src/memberId.js";
import { makeRefreshProof } from "../src/refreshProof.js";
import { parseSessionId } from "../src/sessionId.js";
import { type SigningKey, signingKeyFromSeed } from "../src/signingKey.js";
import { type JsonObject, type JsonValue, parseStrictJson } from "../src/strictJson.js";
import { readTokenKeys } from "../src/tokenKeys.js";

const SID = parseSessionId("AAECAwQFBgcICQoLDA0ODxAREhM");
const NOW = 1_800_000_000;
const WEEK = 7 * 24 * 60 * 60;
const ORIGIN = "https://broker.example";

let key: SigningKey;

beforeAll(async () => {
  key = await signingKeyFromSeed(new Uint8Array(32).fill(1));
});

const jwk = (kid: string): JsonObject => ({
  kty: "OKP",
  crv: "Ed25519",
  alg: "Ed25519",
  use: "sig",
  kid,
  x: encodeBase64Url(key.publicKey),
});

describe("verifyInviteToken", () => {
  const claims = {
    iss: ORIGIN,
    aud: "urn:latchkey:join",
    jti: "AAECAwQFBgcICQoLDA0ODw",
    sid: SID,
    role: "editor",
    iat: NOW,
    exp: NOW + WEEK,
  };

  const verifying = async (changed: object, leewaySeconds = 0) => {
    const payload = utf8(JSON.stringify({ ...claims, ...changed }));
    const token = await signCompactJws({ typ: "invite+jwt", kid: "k1" }, payload, key);
    const policy = { issuer: ORIGIN, now: NOW, leewaySeconds };
    return verifyInviteToken(token, readTokenKeys({ keys: [jwk("k1")] }), policy);
  };

  it("reads what the broker says", async () => {
    expect(await verifying({ extra: [1] })).toEqual({
      issuer: ORIGIN,
      invite: claims.jti,
      sid: SID,
      role: "editor",
      issuedAt: NOW,
      expiresAt: NOW + WEEK,
    });
  });

  test.each([
    ["expires in a second", { exp: NOW + 1 }, 0, "ok"],
    ["expires now", { iat: NOW - 9, exp: NOW }, 0, "expired"],
    ["expired as long ago as the leeway", { iat: NOW - 90, exp: NOW - 30 }, 30, "expired"],
    ["expired just within the leeway", { iat: NOW - 90, exp: NOW - 29 }, 30, "ok"],
    ["is of the future", { iat: NOW + 1, exp: NOW + 9 }, 0, "not-yet-valid"],
    ["is of the future within the leeway", { iat: NOW + 30, exp: NOW + 90 }, 30, "ok"],
    ["is not good yet", { nbf: NOW + 1 }, 0, "not-yet-valid"],
    ["is good from now", { nbf: NOW }, 0, "ok"],
    ["lives a second too long", { exp: NOW + WEEK + 1 }, 0, "lifetime"],
    ["is of another broker", { iss: "https://broker.example.evil.example" }, 0, "issuer"],
    ["is for another use", { aud: "urn:latchkey:access" }, 0, "audience"],
    ["has a list of audiences", { aud: ["urn:latchkey:join"] }, 0, "claims"],
    ["has an unknown role", { role: "owner" }, 0, "claims"],
    ["is of no invite", { jti: "AAECAwQFBgcICQoLDA0ODx" }, 0, "claims"],
    ["is of no session", { sid: claims.jti }, 0, "claims"],
  ])("decides about a token that %s", async (_, changed, leeway, answer) => {
    const verdict = verifying(changed, leeway);
    if (answer === "ok") {
      expect((await verdict).invite).toBe(claims.jti);
    } else {
      await expect(verdict).rejects.toMatchObject({ reason: answer });
    }
  });
});

describe("readTokenKeys", () => {
  it("leaves out keys of another kind", () => {
    const others = [
      { kty: "RSA", kid: "r" },
      { ...jwk("k2"), kty: "EC" },
      { ...jwk("k3"), crv: "X25519" },
      { ...jwk("k4"), alg: "EdDSA" },
      { ...jwk("k5"), use: "enc" },
    ];
    const keys = readTokenKeys({ keys: [...others, jwk("k1")] });
    expect([...keys.keys()]).toEqual(["k1"]);
  });

  test.each<[string, () => JsonValue]>([
    ["one kid twice", () => ({ keys: [jwk("k1"), jwk("k1")] })],
    [
      "an invalid key",
      () => ({ keys: [{ ...jwk("k1"), x: encodeBase64Url(new Uint8Array(32)) }] }),
    ],
    ["no list", () => ({ keys: {} })],
    ["nothing", () => null],
  ])("refuses %s", (_, make) => {
    expect(() => readTokenKeys(make())).toThrow(FormatError);
  });
});

describe("proofs by a device", () => {
  it("are a DPoP proof that jose takes", async () => {
    const request = {
      id: randomProofId(),
      method: "PUT",
      url: "https://broker.example/v1/sessions/a/channels/0?after=3#x",
      accessToken: "a.b.c",
      nonce: "n".repeat(16),
      now: NOW,
    };
    const proof = await makeDpopProof(request, key);
    const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt" });
    expect(payload).toEqual({
      jti: request.id,
      htm: "PUT",
      htu: "https://broker.example/v1/sessions/a/channels/0",
      iat: NOW,
      ath: encodeBase64Url(await sha256(ascii("a.b.c"))),
      nonce: "n".repeat(16),
    });
    const x = encodeBase64Url(key.publicKey);
    expect(decodeProtectedHeader(proof)).toEqual({
      alg: "Ed25519",
      typ: "dpop+jwt",
      jwk: { crv: "Ed25519", kty: "OKP", x },
    });
    const kind = { maxChars: 4096, typ: "dpop+jwt", jwk: true };
    expect(parseCompactJws(proof, kind).jwk).toEqual(key.publicKey);
  });

  it("have no nonce before the broker gave one", async () => {
    const url = "https://broker.example/v1/joins";
    const request = { id: randomProofId(), method: "POST", url, accessToken: "a", now: NOW };
    const { payload } = await jwtVerify(await makeDpopProof(request, key), EmbeddedJWK);
    expect(payload).not.toHaveProperty("nonce");
  });

  test.each(["n".repeat(15), "n".repeat(257), "n".repeat(15) + ".", ""])(
    "sign no challenge or nonce like %j",
    async (text) => {
      const member = await deriveMemberId(key.publicKey);
      const refresh = { sid: SID, origin: ORIGIN, member, challenge: text, now: NOW };
      await expect(makeRefreshProof(refresh, key)).rejects.toThrow(FormatError);
      const url = "https://broker.example/v1/joins";
      const request = { id: randomProofId(), method: "POST", url, accessToken: "a", now: NOW };
      await expect(makeDpopProof({ ...request, nonce: text }, key)).rejects.toThrow(FormatError);
    },
  );

  it("are named anew each time", () => {
    expect(randomProofId()).toMatch(/^[\w-]{22}$/);
    expect(randomProofId()).not.toBe(randomProofId());
  });

  it("answer a challenge for a new access token, session first", async () => {
    const member = await deriveMemberId(key.publicKey);
    const request = { sid: SID, origin: ORIGIN, member, challenge: "c".repeat(22), now: NOW };
    const proof = await makeRefreshProof(request, key);
    const jws = parseCompactJws(proof, { maxChars: 4096, typ: "refresh+jwt" });
    expect(jws.kid).toBe(member);
    expect(await verifyCompactJws(jws, key.publicKey)).toBe(true);
    expect(Object.entries(parseStrictJson(jws.payload))).toEqual([
      ["sid", SID],
      ["aud", ORIGIN],
      ["sub", member],
      ["challenge", request.challenge],
      ["iat", NOW],
    ]);
  });
});
