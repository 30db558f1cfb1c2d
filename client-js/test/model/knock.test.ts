import { beforeEach, describe, expect, it } from "vitest";

import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { type Bytes, utf8 } from "../../src/bytes.js";
import { knockEmoji } from "../../src/shortAuthenticationString.js";
import { hashEntry } from "../../src/statementEntry.js";
import {
  aDevice,
  aFreeze,
  aChange,
  anEpoch,
  aLogWithInvite,
  bytes,
  type Claims,
  type Device,
  type InviteKeys,
  type SessionLog,
} from "../sessionLog.js";

const NONCE = bytes(16, 7);

// The broker is the attacker, as in crypto/model; each switch there takes away what is tested here.
// It knows the link from the start.
describe("knock.pv: a colluding broker", () => {
  let log: SessionLog;
  let invite: InviteKeys;
  let ben: Device;
  let mallory: Device;

  beforeEach(async () => {
    ({ log, invite } = await aLogWithInvite({ approval: true, uses: 5 }));
    [ben, mallory] = [await aDevice(2), await aDevice(9)];
  });

  it("NO_COMPARE: shows the host and Ben the same emoji only for Ben's own entry", async () => {
    await log.take(log.join(invite, ben));
    await log.take(log.join(invite, mallory));
    await log.take(log.says(knock(mallory)));
    expect(log.member(ben).knock).toBeUndefined();
    await log.take(log.says(knock(ben, bytes(16, 8))));
    expect(await shownOf(mallory)).not.toEqual(await shownOf(ben));
  });

  it("UNSIGNED_NONCE: chooses no nonce", async () => {
    await log.take(log.join(invite, ben));
    expect(await log.answerTo(log.says(knock(ben), { by: mallory }))).toBe("not_host");
    const signed = await log.says(knock(ben));
    const [, payload = ""] = signed.split(".");
    const claims = JSON.parse(new TextDecoder().decode(decodeBase64Url(payload))) as object;
    const chosen = { ...claims, nonce: encodeBase64Url(bytes(16, 9)) };
    const forged = signed.replace(payload, encodeBase64Url(utf8(JSON.stringify(chosen))));
    expect(await log.answerTo(forged)).toBe("bad_signature");
  });

  it("NONCE_FIRST: hears no nonce before the entry is in the log, and no second one", async () => {
    const early = knockOn(bytes(32, 1));
    expect(await log.answerTo(log.says(early))).toBe("not_pending");
    await log.take(log.join(invite, ben));
    await log.take(log.says(knock(ben)));
    expect(await log.answerTo(log.says(knock(ben, bytes(16, 8))))).toBe("knocked_already");
  });

  it("FINGERPRINT: has nothing to grind, for the same keys show other emoji each time", async () => {
    await log.take(log.join(invite, ben));
    const entry = log.member(ben).entryHash;
    const shown = [1, 2, 3].map((fill) => emoji(entry, bytes(16, fill)));
    expect(new Set((await Promise.all(shown)).map((it) => JSON.stringify(it))).size).toBe(3);
  });

  it("NO_ADMIT_CHECK: has nobody counted before a host admits them", async () => {
    await log.take(log.join(invite, mallory));
    await log.take(log.says(aFreeze(false)));
    expect(log.member(mallory).standing).toBe("pending");
    expect(log.roster.roleAt(mallory.mid, 0, 1)).toBeUndefined();
    const wrapping = aChange({ epoch: anEpoch(2, [log.host, mallory]) });
    expect(await log.answerTo(log.says(wrapping))).toBe("epoch_member");
  });

  it("ADMIT_MK_ONLY with NO_POP: has no wrap key admitted but that of the compared entry", async () => {
    const compared = await entryHashOf(ben);
    await log.take(log.join(invite, { ...ben, wrapKey: mallory.wrapKey }));
    const admit = { type: "admit", iid: invite.iid, member: compared, role: "editor" } as const;
    expect(await log.answerTo(log.says(admit))).toBe("not_pending");
  });

  it("SAS_MK_ONLY: shows other emoji for another wrap key", async () => {
    const disguised = await entryHashOf({ ...ben, wrapKey: mallory.wrapKey });
    expect(await emoji(disguised, NONCE)).not.toEqual(await emoji(await entryHashOf(ben), NONCE));
  });

  it("KNOCK_MK_ONLY: answers one entry by the knock for no other with the same key", async () => {
    const disguised = await entryHashOf({ ...ben, wrapKey: mallory.wrapKey });
    await log.take(log.join(invite, ben));
    expect(await log.answerTo(log.says(knockOn(disguised)))).toBe("not_pending");
    expect(await log.answerTo(log.says(knock(ben)))).toBe("taken");
  });

  function knock(device: Device, nonce = NONCE): Claims {
    return knockOn(log.member(device).entryHash, nonce);
  }

  function knockOn(member: Bytes, nonce = NONCE): Claims {
    return { type: "knock", iid: invite.iid, member, nonce };
  }

  /** The hash that the entry of this device would have here. */
  async function entryHashOf(device: Device): Promise<Bytes> {
    return hashEntry(await log.join(invite, device));
  }

  async function shownOf(device: Device): Promise<unknown> {
    const { knock: answer, entryHash } = log.member(device);
    return emoji(entryHash, answer?.nonce ?? bytes(0, 0));
  }

  function emoji(entry: Bytes, nonce: Bytes): Promise<unknown> {
    return knockEmoji({ sid: log.sid, host: log.host.signingKey, entry, nonce });
  }
});
