import { describe, expect, it } from "vitest";

import { aDevice, aLog, aLogWithInvite, anInvite, bytes, inviteKeys } from "./sessionLog.js";

describe("an invite", () => {
  it("is in the roster as its statement has it", async () => {
    const { log, invite, statementHash } = await aLogWithInvite({ uses: 3, role: "viewer" });
    expect(log.roster.invites()).toEqual([log.roster.invite(invite.iid)]);
    expect(log.roster.invite(invite.iid)).toEqual({
      id: invite.iid,
      signingKey: invite.signingKey,
      wrapKey: invite.wrapKey,
      role: "viewer",
      exp: 1_800_000_000,
      uses: 3,
      used: 0,
      approval: false,
      revoked: false,
      by: log.host.mid,
      statementHash,
      entry: 2,
      label: bytes(32, 4),
      preview: bytes(32, 5),
    });
  });

  it("has the ID of its own key", async () => {
    const log = await aLog();
    const [invite, other] = [await inviteKeys(1), await inviteKeys(2)];
    const claims = anInvite(invite, { signingKey: other.signingKey });
    expect(await log.answerTo(log.says(claims))).toBe("invite_id");
  });

  it("can be extended in time and uses, and keeps the count", async () => {
    const { log, invite } = await aLogWithInvite({ uses: 1 });
    await log.take(log.join(invite, await aDevice(2)));
    const exp = 1_900_000_000;
    await log.take(log.says(anInvite(invite, { uses: 2, exp })));
    expect(log.roster.invite(invite.iid)).toMatchObject({ uses: 2, exp, used: 1, entry: 4 });
    await log.take(log.join(invite, await aDevice(3)));
    expect(log.member(await aDevice(3)).standing).toBe("new");
  });

  it("keeps its keys, role and approval when it is extended", async () => {
    const { log, invite } = await aLogWithInvite();
    const { wrapKey } = await inviteKeys(2);
    for (const claims of [
      anInvite(invite, { wrapKey }),
      anInvite(invite, { role: "viewer" }),
      anInvite(invite, { approval: true }),
    ]) {
      expect(await log.answerTo(log.says(claims))).toBe("invite_differs");
    }
  });

  it("is extended only by the host that made it, or by the device that this one moved to", async () => {
    const log = await aLog();
    const [second, moved] = [await aDevice(2), await aDevice(3)];
    await log.letIn(await inviteKeys(1), second, { role: "host" });
    const invite = await inviteKeys(2);
    await log.take(log.says(anInvite(invite), { by: second }));
    expect(await log.answerTo(log.says(anInvite(invite)))).toBe("invite_differs");
    await log.take(log.move(second, moved));
    expect(await log.answerTo(log.says(anInvite(invite), { by: moved }))).toBe("taken");
  });

  it("is over once it is revoked", async () => {
    const { log, invite } = await aLogWithInvite();
    const join = await log.join(invite, await aDevice(2));
    await log.take(log.says({ type: "revoke", invites: [invite.iid] }));
    expect(log.roster.invite(invite.iid)?.revoked).toBe(true);
    expect(await log.answerTo(join)).toBe("invite_revoked");
    expect(await log.answerTo(log.says(anInvite(invite)))).toBe("invite_revoked");
    const again = log.says({ type: "revoke", invites: [invite.iid] });
    expect(await log.answerTo(again)).toBe("taken");
  });

  it("cannot be revoked if it never was", async () => {
    const { log, invite } = await aLogWithInvite();
    const { iid } = await inviteKeys(2);
    const revoke = log.says({ type: "revoke", invites: [invite.iid, iid] });
    expect(await log.answerTo(revoke)).toBe("unknown_invite");
  });
});
