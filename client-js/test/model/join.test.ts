import { describe, expect, it } from "vitest";

import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { utf8 } from "../../src/bytes.js";
import { makeDpopProof } from "../../src/dpopProof.js";
import { commitment, randomEpochKey } from "../../src/epochKey.js";
import { unwrapEpochKey, wrapEpochKey } from "../../src/epochKeyWrap.js";
import { FormatError } from "../../src/formatError.js";
import { makeHelloProof } from "../../src/helloProof.js";
import { OpenError } from "../../src/openError.js";
import { makeRefreshProof } from "../../src/refreshProof.js";
import { deriveSessionId } from "../../src/sessionId.js";
import { generateSigningKey } from "../../src/signingKey.js";
import { parseEntry } from "../../src/statementEntry.js";
import { generateWrapKey } from "../../src/wrapKey.js";
import {
  aChange,
  aDevice,
  aLog,
  aLogWithInvite,
  anEmptyLog,
  anInvite,
  bytes,
  CHALLENGE,
  inviteKeys,
  ORIGIN,
  SALT,
} from "../sessionLog.js";

// The broker is the attacker, as in crypto/model; each switch there takes away what is tested here.
describe("join.pv: a colluding broker", () => {
  it("NO_PIN: has no genesis of its own for the session in the link", async () => {
    const log = await anEmptyLog();
    const mallory = await aDevice(9);
    const genesis = log.genesis({ signingKey: mallory.signingKey }, mallory);
    expect(await log.answerTo(genesis)).toBe("session_not_pinned");
  });

  it("DUP_SALT: makes no two sessions one, whatever salt it draws", async () => {
    const hosts = [await generateSigningKey(), await generateSigningKey()];
    const sids = await Promise.all(hosts.map(({ publicKey }) => deriveSessionId(publicKey, SALT)));
    expect(new Set(sids).size).toBe(2);
  });

  it("NO_SID: moves no statement from one session of a host to another", async () => {
    const log = await aLog();
    const sid = await deriveSessionId(log.host.signingKey, bytes(16, 2));
    const foreign = log.says(anInvite(await inviteKeys(1)), { act: { sid } });
    expect(await log.answerTo(foreign)).toBe("foreign_session");
  });

  it("NO_TYP with ONE_DEVICE: passes no signature of one kind as one of another", async () => {
    const { log, invite } = await aLogWithInvite();
    const joiner = { ...(await aDevice(2)), key: invite.key, signingKey: invite.signingKey };
    const [member = "", join = ""] = (await log.join(invite, joiner)).split("~");
    const [header = ""] = member.split(".");
    const renamed = [header, ...join.split(".").slice(1)].join(".");
    expect(() => parseEntry(`${join}~${join}`)).toThrow(FormatError);
    expect(await log.answerTo(`${renamed}~${join}`)).toBe("bad_signature");
  });

  it("RAW_PROOF: gets no statement signed by asking for a proof", async () => {
    const log = await aLog();
    const { key, mid } = log.host;
    const [header = "", payload = ""] = (await log.says(aChange())).split(".");
    const broker = { sid: log.sid, origin: ORIGIN, member: mid };
    const proofs = [
      makeRefreshProof({ ...broker, challenge: payload.slice(0, 256), now: 0 }, key),
      makeHelloProof({ ...broker, accessToken: payload, nonce: encodeBase64Url(NONCE) }, key),
      makeDpopProof(
        { id: CHALLENGE, method: "POST", url: ORIGIN, accessToken: payload, now: 0 },
        key,
      ),
    ];
    for (const proof of await Promise.all(proofs)) {
      expect(() => parseEntry(proof)).toThrow(FormatError);
    }
    const challenge = `${header}.${payload}`.slice(0, 256);
    const signed = makeRefreshProof({ ...broker, challenge, now: 0 }, key);
    await expect(signed).rejects.toBeInstanceOf(FormatError);
  });

  it("NO_POP: lists no device that has not signed its own joining", async () => {
    const { log, invite } = await aLogWithInvite();
    const [ben, mallory] = [await aDevice(2), await aDevice(9)];
    for (const device of [invite, mallory]) {
      const join = log.join(invite, { ...ben, wrapKey: mallory.wrapKey }, {}, { device });
      expect(await log.answerTo(join)).toBe("bad_signature");
    }
  });

  it("NO_WK: swaps no wrap key in a join on its way", async () => {
    const { log, invite } = await aLogWithInvite();
    const mallory = await aDevice(9);
    const join = await log.join(invite, await aDevice(2));
    const swapped = withClaims(join, { wrapKey: encodeBase64Url(mallory.wrapKey) });
    expect(await log.answerTo(swapped)).toBe("bad_signature");
    expect(await log.answerTo(withClaims(join, {}))).toBe("taken");
  });

  it.each([
    ["NO_WRAPSIG_INV", "invite", 1],
    ["NO_WRAPSIG_EPOCH", "member", 2],
  ] as const)("%s: has no key of its own opened by the %s", async (_, kind, epoch) => {
    const { sid } = await aLog();
    const opener = await generateWrapKey();
    const { publicKey: signingKey } = await generateSigningKey();
    const recipient = { signingKey, wrapKey: opener.publicKey };
    const place = { sid, epoch, kind, recipient };
    const [hosts, mallorys] = [randomEpochKey(), randomEpochKey()];
    const committed = await commitment(sid, epoch, hosts);
    const wrap = await wrapEpochKey(place, mallorys);
    await expect(unwrapEpochKey(place, opener, wrap, committed)).rejects.toBeInstanceOf(OpenError);
  });
});

const NONCE = bytes(32, 1);

/** The entry with other claims, under the signatures that it has. */
function withClaims(entry: string, changed: object): string {
  const [, payload = ""] = entry.split(".");
  const text = new TextDecoder().decode(decodeBase64Url(payload));
  const claims = { ...(JSON.parse(text) as object), ...changed };
  return entry.replaceAll(payload, encodeBase64Url(utf8(JSON.stringify(claims))));
}
