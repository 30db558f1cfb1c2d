import { describe, expect, it } from "vitest";

import { deriveSessionId } from "../src/sessionId.js";
import { hashEntry } from "../src/statementEntry.js";
import {
  aChange,
  aDevice,
  aFreeze,
  aLog,
  aLogWithInvite,
  anInvite,
  aRemoval,
  bytes,
  type Device,
  type InviteKeys,
  inviteKeys,
  type SessionLog,
} from "./sessionLog.js";

const cover = aFreeze(false);

describe("a join", () => {
  it("makes a new member, whom the next host statement confirms", async () => {
    const { log, invite } = await aLogWithInvite({ role: "viewer" });
    const ben = await aDevice(2);
    const entry = await log.take(log.join(invite, ben));
    expect(log.roster.members().map(({ id }) => id)).toEqual([log.host.mid, ben.mid]);
    expect(log.member(ben)).toMatchObject({
      signingKey: ben.signingKey,
      wrapKey: ben.wrapKey,
      role: "viewer",
      standing: "new",
      invite: invite.iid,
      line: ben.mid,
      entry: 3,
      entryHash: await hashEntry(entry),
      sealedName: bytes(300, 6),
    });
    expect(log.roster.invite(invite.iid)?.used).toBe(1);
    await log.take(log.says(cover));
    expect(log.member(ben).standing).toBe("confirmed");
  });

  it("is refused by an unknown invite, whoever signs", async () => {
    const log = await aLog();
    expect(await log.answerTo(log.join(await inviteKeys(1), await aDevice(2)))).toBe(
      "unknown_invite",
    );
  });

  it("counts only with both signatures, each by the key that it names", async () => {
    const { log, invite } = await aLogWithInvite();
    const [ben, eve, other] = [await aDevice(2), await aDevice(3), await inviteKeys(2)];
    for (const signers of [
      { invite: other },
      { invite: ben },
      { device: eve },
      { device: invite },
    ]) {
      expect(await log.answerTo(log.join(invite, ben, {}, signers))).toBe("bad_signature");
    }
  });

  it("is refused after an extension that the joiner has not seen", async () => {
    const { log, invite } = await aLogWithInvite();
    const join = await log.join(invite, await aDevice(2));
    await log.take(log.says(anInvite(invite, { uses: 2 })));
    expect(await log.answerTo(join)).toBe("invite_changed");
  });

  it("gives no other role than the invite's", async () => {
    const { log, invite } = await aLogWithInvite({ role: "viewer" });
    const join = log.join(invite, await aDevice(2), { role: "editor" });
    expect(await log.answerTo(join)).toBe("role_mismatch");
  });

  it("is refused if it was signed for another broker or session", async () => {
    const { log, invite } = await aLogWithInvite();
    const ben = await aDevice(2);
    const sid = await deriveSessionId(ben.signingKey, bytes(16, 1));
    const origin = "https://other.example";
    expect(await log.answerTo(log.join(invite, ben, { origin }))).toBe("foreign_origin");
    expect(await log.answerTo(log.join(invite, ben, { sid }))).toBe("foreign_session");
  });

  it("uses no key of a member, present or past", async () => {
    const { log, invite } = await aLogWithInvite({ uses: 9 });
    const [ben, eve] = [await aDevice(2), await aDevice(3)];
    await log.take(log.join(invite, ben));
    const asBen = log.join(invite, ben);
    expect(await log.answerTo(asBen)).toBe("key_in_roster");
    const withBensWrapKey = log.join(invite, { ...eve, wrapKey: ben.wrapKey });
    expect(await log.answerTo(withBensWrapKey)).toBe("key_in_roster");
    const other = await inviteKeys(2);
    await log.take(log.says(aRemoval(log, [ben])));
    await log.take(log.says(anInvite(other)));
    expect(await log.answerTo(log.join(other, ben))).toBe("key_in_roster");
    expect(await log.answerTo(log.join(other, eve))).toBe("taken");
  });

  it.each([1, 2, 5])("is surplus beyond %i uses, and stays so", async (uses) => {
    const { log, invite } = await aLogWithInvite({ uses });
    const devices = await Promise.all(Array.from({ length: uses + 1 }, (_, i) => aDevice(2 + i)));
    for (const device of devices) {
      await log.take(log.join(invite, device));
    }
    const standings = devices.map((device) => log.member(device).standing);
    expect(standings).toEqual([...Array<string>(uses).fill("new"), "surplus"]);
    expect(log.roster.invite(invite.iid)?.used).toBe(uses);
    await log.take(log.says(anInvite(invite, { uses: uses + 1 })));
    expect(devices.slice(-1).map((device) => log.member(device).standing)).toEqual(["surplus"]);
  });
});

describe("a join by an invite that needs approval", () => {
  it("is pending until a host admits it", async () => {
    const { log, invite, ben, member } = await aPendingMember();
    expect(log.member(ben).standing).toBe("pending");
    await log.take(log.says(cover));
    expect(log.member(ben).standing).toBe("pending");
    await log.take(log.says({ type: "admit", iid: invite.iid, member, role: "editor" }));
    expect(log.member(ben).standing).toBe("confirmed");
  });

  it("takes a use, pending or not", async () => {
    const { log, invite } = await aPendingMember();
    expect(log.roster.invite(invite.iid)?.used).toBe(1);
    await log.take(log.join(invite, await aDevice(3)));
    expect(log.member(await aDevice(3)).standing).toBe("surplus");
  });

  it("is answered by one knock, whose host and nonce the roster keeps", async () => {
    const { log, invite, ben, member } = await aPendingMember();
    const knock = { type: "knock", iid: invite.iid, member, nonce: bytes(16, 7) } as const;
    await log.take(log.says(knock));
    expect(log.member(ben).knock).toEqual({ by: log.host.mid, nonce: bytes(16, 7) });
    expect(await log.answerTo(log.says(knock))).toBe("knocked_already");
  });

  it("is named by its invite and by the hash of its very entry", async () => {
    const { log, invite, member } = await aPendingMember();
    const other = await inviteKeys(2);
    await log.take(log.says(anInvite(other, { approval: true })));
    const nonce = bytes(16, 7);
    for (const [iid, hash] of [
      [invite.iid, bytes(32, 9)],
      [other.iid, member],
    ] as const) {
      const knock = log.says({ type: "knock", iid, member: hash, nonce });
      const admit = log.says({ type: "admit", iid, member: hash, role: "editor" });
      expect(await log.answerTo(knock)).toBe("not_pending");
      expect(await log.answerTo(admit)).toBe("not_pending");
    }
  });

  it("is admitted in the invite's role and once", async () => {
    const { log, invite, member } = await aPendingMember();
    const admit = { type: "admit", iid: invite.iid, member } as const;
    expect(await log.answerTo(log.says({ ...admit, role: "host" }))).toBe("role_mismatch");
    await log.take(log.says({ ...admit, role: "editor" }));
    expect(await log.answerTo(log.says({ ...admit, role: "editor" }))).toBe("not_pending");
  });

  it("cannot be admitted once it is declined, nor knock again with the same keys", async () => {
    const { log, invite, ben, member } = await aPendingMember();
    await log.take(log.says(aChange({ removed: [ben.mid] })));
    const admit = log.says({ type: "admit", iid: invite.iid, member, role: "editor" });
    expect(await log.answerTo(admit)).toBe("not_pending");
    expect(await log.answerTo(log.join(invite, ben))).toBe("key_in_roster");
  });
});

describe("a move", () => {
  it("puts the new device in the place of the old, with its role, invite and line", async () => {
    const { log, invite } = await aLogWithInvite({ role: "viewer" });
    const [ben, next, last] = [await aDevice(2), await aDevice(3), await aDevice(4)];
    await log.take(log.join(invite, ben));
    await log.take(log.move(ben, next));
    await log.take(log.move(next, last));
    expect(log.member(ben).standing).toBe("removed");
    expect(log.member(next).standing).toBe("removed");
    expect(log.member(last)).toMatchObject({
      id: last.mid,
      signingKey: last.signingKey,
      wrapKey: last.wrapKey,
      role: "viewer",
      standing: "new",
      invite: invite.iid,
      line: ben.mid,
      entry: 5,
    });
    expect(log.roster.invite(invite.iid)?.used).toBe(1);
  });

  it("passes the pin of the pinned host on", async () => {
    const log = await aLog();
    const next = await aDevice(2);
    await log.take(log.move(log.host, next));
    expect(log.roster.pinnedHost).toBe(next.mid);
    expect(await log.answerTo(log.says(cover))).toBe("not_host");
    expect(await log.answerTo(log.says(cover, { by: next }))).toBe("taken");
  });

  it("counts only with both signatures, each by the key that it names", async () => {
    const { log, ben, next } = await aMover();
    const eve = await aDevice(9);
    expect(await log.answerTo(log.move(ben, next, {}, { from: eve }))).toBe("bad_signature");
    expect(await log.answerTo(log.move(ben, next, {}, { to: eve }))).toBe("bad_signature");
    expect(await log.answerTo(log.move(ben, next))).toBe("taken");
  });

  it("is refused from a stranger and from a device that has moved", async () => {
    const { log, ben, next } = await aMover();
    const eve = await aDevice(9);
    expect(await log.answerTo(log.move(eve, next))).toBe("unknown_member");
    await log.take(log.move(ben, next));
    expect(await log.answerTo(log.move(ben, eve))).toBe("unknown_member");
  });

  it("is refused from a pending and from a surplus member", async () => {
    const { log, invite, ben } = await aPendingMember();
    const next = await aDevice(8);
    expect(await log.answerTo(log.move(ben, next))).toBe("not_active");
    const late = await aDevice(3);
    await log.take(log.join(invite, late));
    expect(await log.answerTo(log.move(late, next))).toBe("not_active");
  });

  it("is refused if it was signed for another broker", async () => {
    const { log, ben, next } = await aMover();
    const origin = "https://other.example";
    expect(await log.answerTo(log.move(ben, next, { origin }))).toBe("foreign_origin");
  });

  it("uses no key of a member, present or past", async () => {
    const { log, ben, next } = await aMover();
    expect(await log.answerTo(log.move(ben, log.host))).toBe("key_in_roster");
    expect(await log.answerTo(log.move(ben, ben))).toBe("key_in_roster");
    const oldWrapKey = log.move(ben, { ...next, wrapKey: ben.wrapKey });
    expect(await log.answerTo(oldWrapKey)).toBe("key_in_roster");
  });
});

async function aPendingMember(): Promise<{
  log: SessionLog;
  invite: InviteKeys;
  ben: Device;
  member: Uint8Array<ArrayBuffer>;
}> {
  const { log, invite } = await aLogWithInvite({ approval: true });
  const ben = await aDevice(2);
  const member = await hashEntry(await log.take(log.join(invite, ben)));
  return { log, invite, ben, member };
}

async function aMover(): Promise<{ log: SessionLog; ben: Device; next: Device }> {
  const { log, invite } = await aLogWithInvite();
  const [ben, next] = [await aDevice(2), await aDevice(3)];
  await log.take(log.join(invite, ben));
  return { log, ben, next };
}
