import { describe, expect, it } from "vitest";

import { decodeBase64Url, encodeBase64Url } from "../src/base64Url.js";
import { utf8 } from "../src/bytes.js";
import { signCompactJws } from "../src/compactJws.js";
import { FormatError } from "../src/formatError.js";
import { sha256 } from "../src/hashes.js";
import { hashEntry, parseEntry } from "../src/statementEntry.js";
import {
  aChange,
  aDevice,
  aLog,
  aLogWithInvite,
  anEmptyLog,
  anEpoch,
  anInvite,
  bytes,
  type Claims,
  inviteKeys,
  ORIGIN,
} from "./sessionLog.js";

type Json = Record<string, unknown>;

describe("an entry", () => {
  it("is read as the host statement that was written", async () => {
    const log = await aLog();
    const [ben, invite] = [await aDevice(2), await inviteKeys(1)];
    const heads = [
      { channel: 0, head: 1, hash: bytes(32, 1) },
      { channel: 255, head: 2 ** 53 - 1, hash: bytes(32, 2) },
    ];
    const checkpoint = { size: 7, root: bytes(32, 3) };
    const all: readonly Claims[] = [
      aChange(),
      aChange({
        epoch: anEpoch(2, [log.host, ben], [invite]),
        removed: [ben.mid],
        roles: [{ mid: log.host.mid, role: "auditor" }],
        revoked: [invite.iid],
        closing: heads,
      }),
      anInvite(invite, { uses: 1000, approval: true }),
      { type: "knock", iid: invite.iid, member: bytes(32, 8), nonce: bytes(16, 9) },
      { type: "admit", iid: invite.iid, member: bytes(32, 8), role: "viewer" },
      { type: "revoke", invites: [invite.iid] },
      { type: "freeze", on: true, closing: heads },
      { type: "end" },
    ];
    for (const claims of all) {
      const text = await log.says(claims, { act: { heads, checkpoint } });
      const act = log.roster.nextAct(log.host.mid, heads, checkpoint);
      expect(parseEntry(text)).toMatchObject({ text, statement: { ...act, ...claims } });
      expect(parseEntry(text).signatures).toHaveLength(1);
    }
  });

  it("is read as the genesis that was written", async () => {
    const log = await anEmptyLog();
    expect(parseEntry(await log.genesis()).statement).toEqual({
      type: "genesis",
      sid: log.sid,
      salt: bytes(16, 1),
      signingKey: log.host.signingKey,
      wrapKey: log.host.wrapKey,
      origin: ORIGIN,
      ledgerKey: log.host.signingKey,
      challenge: "challenge-of-the-broker",
    });
  });

  it("is read as the pair that was written, one payload under two signatures", async () => {
    const { log, invite } = await aLogWithInvite();
    const ben = await aDevice(2);
    const join = parseEntry(await log.join(invite, ben));
    expect(join.statement).toMatchObject({ type: "join", iid: invite.iid, name: bytes(300, 6) });
    expect(join.signatures.map((jws) => jws?.typ)).toEqual(["member", "join"]);
    expect(join.signatures.map((jws) => jws?.kid)).toEqual([invite.iid, ben.mid]);
    const move = parseEntry(await log.move(log.host, ben));
    expect(move.statement).toMatchObject({ type: "move", mid: log.host.mid });
    expect(move.signatures.map((jws) => jws?.typ)).toEqual(["move", "moved"]);
    expect(move.signatures.map((jws) => jws?.kid)).toEqual([log.host.mid, ben.mid]);
  });

  it("has the hash of its whole text", async () => {
    const text = await (await anEmptyLog()).genesis();
    expect(await hashEntry(text)).toEqual(await sha256(utf8(text)));
  });
});

describe("a pair", () => {
  it("needs both of its signatures, in their order", async () => {
    const { log, invite } = await aLogWithInvite();
    const [member = "", join = ""] = (await log.join(invite, await aDevice(2))).split("~");
    const [move = "", moved = ""] = (await log.move(log.host, await aDevice(2))).split("~");
    for (const text of [
      member,
      join,
      move,
      moved,
      `${join}~${member}`,
      `${member}~${member}`,
      `${member}~`,
      `~${join}`,
      `${member}~${join}~`,
      `${member}~${join}~${join}`,
      `${member}~${moved}`,
      `${move}~${join}`,
    ]) {
      expect(() => parseEntry(text)).toThrow(FormatError);
    }
    expect(() => parseEntry(`${member}~${join}`)).not.toThrow();
  });

  it("is over the same characters", async () => {
    const { log, invite } = await aLogWithInvite();
    const [member] = (await log.join(invite, await aDevice(2))).split("~");
    const changed = await log.join(invite, await aDevice(2), { origin: "https://other.example" });
    const [, join] = changed.split("~");
    expect(() => parseEntry(`${String(member)}~${String(join)}`)).toThrow("different payloads");
  });

  it("is no other kind of statement twice", async () => {
    const log = await aLog();
    const text = await log.says({ type: "end" });
    expect(() => parseEntry(`${text}~${text}`)).toThrow(FormatError);
  });
});

describe("a payload", () => {
  it.each<[string, (claims: Json) => unknown]>([
    ["does not begin with sid", ({ sid, ...rest }) => ({ ...rest, sid })],
    ["lacks a member", ({ sid }) => ({ sid })],
    ["has a member more", (claims) => ({ ...claims, more: 1 })],
    ["is no object", () => ["sid"]],
    ["has a short ID", (claims) => ({ ...claims, sid: "AAAA" })],
    ["has a float for n", (claims) => ({ ...claims, n: 1.5 })],
    ["has n as a text", (claims) => ({ ...claims, n: "1" })],
    ["has a short hash", (claims) => ({ ...claims, prev: encodeBase64Url(bytes(31, 0)) })],
    ["has a checkpoint without root", (claims) => ({ ...claims, checkpoint: { size: 0 } })],
    ["has a channel twice", (claims) => ({ ...claims, heads: [aHead(1), aHead(1)] })],
    ["has channels in another order", (claims) => ({ ...claims, heads: [aHead(2), aHead(1)] })],
    ["has a channel 256", (claims) => ({ ...claims, heads: [aHead(256)] })],
    ["removes a member twice", (claims) => ({ ...claims, removed: [MID, MID] })],
    ["re-roles a member twice", (claims) => ({ ...claims, roles: [aRole(), aRole()] })],
    ["gives an unknown role", (claims) => ({ ...claims, roles: [{ ...aRole(), role: "owner" }] })],
    ["has an epoch without invites", (claims) => ({ ...claims, epoch: { number: 2 } })],
  ])("is refused if it %s", async (_, lie) => {
    const log = await aLog();
    const text = await log.says(aChange());
    expect(() => parseEntry(text)).not.toThrow();
    expect(() => parseEntry(text.replace(payloadOf(text), encode(lie(claimsOf(text)))))).toThrow(
      FormatError,
    );
  });

  it.each<[string, Json]>([
    ["no use", { uses: 0 }],
    ["1,001 uses", { uses: 1001 }],
    ["approval as a number", { approval: 1 }],
    ["a signing key of small order", { signingKey: encodeBase64Url(bytes(32, 0)) }],
    ["a wrap key that is not reduced", { wrapKey: encodeBase64Url(bytes(1216, 255)) }],
    ["a padded ID", { iid: `${"A".repeat(22)}==` }],
  ])("is refused in an invite with %s", async (_, lie) => {
    const { log, invite } = await aLogWithInvite();
    const text = await log.says(anInvite(invite));
    const claims = { ...claimsOf(text), ...lie };
    expect(() => parseEntry(text.replace(payloadOf(text), encode(claims)))).toThrow(FormatError);
  });

  it.each<[string, Json]>([
    ["another suite", { suite: 2 }],
    ["a number", { n: 1 }],
    ["a short salt", { salt: encodeBase64Url(bytes(15, 0)) }],
    ["an empty origin", { origin: "" }],
    ["an origin with a space", { origin: "https://a b" }],
    ["an origin of 256 characters", { origin: "a".repeat(256) }],
    ["a challenge of 15 characters", { challenge: "a".repeat(15) }],
    ["a challenge of 257 characters", { challenge: "a".repeat(257) }],
    ["a challenge outside base64url", { challenge: "challenge of the broker" }],
  ])("is refused in a genesis with %s", async (_, lie) => {
    const text = await (await anEmptyLog()).genesis();
    const claims = { ...claimsOf(text), ...lie };
    expect(() => parseEntry(text.replace(payloadOf(text), encode(claims)))).toThrow(FormatError);
  });

  it("is refused if it revokes nothing", async () => {
    const log = await aLog();
    const text = await log.says({ type: "revoke", invites: [] });
    expect(() => parseEntry(text)).toThrow("no invite");
  });
});

it.each(["change+jwt", "Change", "statement", "join", "moved", "dpop+jwt", ""])(
  "knows no statement of typ %j",
  async (typ) => {
    const log = await aLog();
    const text = await log.says(aChange());
    const payload = decodeBase64Url(payloadOf(text));
    const foreign = await signCompactJws({ typ, kid: log.host.mid }, payload, log.host.key);
    expect(() => parseEntry(foreign)).toThrow(FormatError);
  },
);

it("bounds an entry before it reads it", async () => {
  const { log, invite } = await aLogWithInvite();
  const ben = await aDevice(2);
  const sizes = [16_000, 17_000].map((size) => log.join(invite, ben, { name: bytes(size, 1) }));
  const [fits = "", long = ""] = await Promise.all(sizes);
  expect(fits.length).toBeLessThanOrEqual(65_536);
  expect(parseEntry(fits).statement.type).toBe("join");
  expect(long.length).toBeGreaterThan(65_536);
  expect(() => parseEntry(long)).toThrow("too long");
});

const MID = encodeBase64Url(bytes(16, 1));

function aHead(channel: number): Json {
  return { channel, head: 1, hash: encodeBase64Url(bytes(32, 1)) };
}

function aRole(): Json {
  return { mid: MID, role: "editor" };
}

function payloadOf(text: string): string {
  return text.split(".")[1] ?? "";
}

function claimsOf(text: string): Json {
  return JSON.parse(new TextDecoder().decode(decodeBase64Url(payloadOf(text)))) as Json;
}

function encode(claims: unknown): string {
  return encodeBase64Url(utf8(JSON.stringify(claims)));
}
