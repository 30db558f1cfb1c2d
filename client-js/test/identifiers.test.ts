import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";

import { ascii, concat } from "../src/bytes.js";
import { encodeBase64Url } from "../src/base64Url.js";
import { FormatError } from "../src/formatError.js";
import { sha256 } from "../src/hashes.js";
import { deriveInviteId, inviteIdBytes, parseInviteId } from "../src/inviteId.js";
import { deriveMemberId, memberIdBytes, parseMemberId } from "../src/memberId.js";
import { parseRole } from "../src/role.js";
import { deriveSessionId, parseSessionId, sessionIdBytes } from "../src/sessionId.js";
import { signingKeyFromSeed } from "../src/signingKey.js";
import { type VerifyingKey } from "../src/verifyingKey.js";

describe("identifiers", () => {
  const salt = new Uint8Array(16).fill(9);
  let key: VerifyingKey;

  beforeAll(async () => {
    key = (await signingKeyFromSeed(new Uint8Array(32).fill(1))).publicKey;
  });

  it("are the first bytes of labelled hashes", async () => {
    const sid = await sha256(ascii("latchkey/sid/v1"), key, salt);
    const mid = await sha256(ascii("latchkey/mid/v1"), key);
    const iid = await sha256(ascii("latchkey/iid/v1"), key);
    expect(sessionIdBytes(await deriveSessionId(key, salt))).toEqual(sid.slice(0, 20));
    expect(memberIdBytes(await deriveMemberId(key))).toEqual(mid.slice(0, 16));
    expect(inviteIdBytes(await deriveInviteId(key))).toEqual(iid.slice(0, 16));
  });

  it("are read back", async () => {
    for (const [parse, id] of [
      [parseSessionId, await deriveSessionId(key, salt)],
      [parseMemberId, await deriveMemberId(key)],
      [parseInviteId, await deriveInviteId(key)],
    ] as const) {
      expect(parse(id)).toBe(id);
    }
  });

  test.each([
    ["session", parseSessionId, 20],
    ["member", parseMemberId, 16],
    ["invite", parseInviteId, 16],
  ])("of a %s are canonical and of one length", (_, parse, size) => {
    const bytes = new Uint8Array(size).fill(0xff);
    const id = encodeBase64Url(bytes);
    expect(parse(id)).toBe(id);
    for (const other of [
      "",
      id.slice(0, -1),
      `${id}=`,
      `${id.slice(0, -1)}_`,
      encodeBase64Url(bytes.subarray(1)),
      encodeBase64Url(concat(bytes, Uint8Array.of(0))),
    ]) {
      expect(() => parse(other)).toThrow(FormatError);
    }
  });
});

describe("parseRole", () => {
  test.each(["host", "editor", "viewer", "auditor"])("knows %s", (role) => {
    expect(parseRole(role)).toBe(role);
  });

  it("knows no other", () => {
    const others = fc.oneof(fc.constantFrom("HOST", "host ", "owner", "__proto__"), fc.anything());
    fc.assert(
      fc.property(others, (value) => {
        expect(() => parseRole(value)).toThrow(FormatError);
      }),
    );
  });
});
