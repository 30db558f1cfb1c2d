import { describe, expect, it } from "vitest";

import { type InviteId } from "../src/inviteId.js";
import {
  aChange,
  aDevice,
  aLog,
  anEpoch,
  anInvite,
  aRemoval,
  bytes,
  type Device,
  type InviteKeys,
  inviteKeys,
  type SessionLog,
} from "./sessionLog.js";

describe("a change", () => {
  it("removes, re-roles, revokes and begins an epoch in one step", async () => {
    const { log, ben, eve, invite } = await aLogOfThree();
    const other = await inviteKeys(7);
    await log.take(log.says(anInvite(other)));
    await log.take(
      log.says(
        aChange({
          epoch: anEpoch(2, [log.host, eve], [other]),
          removed: [ben.mid],
          roles: [{ mid: eve.mid, role: "viewer" }],
          revoked: [invite.iid],
        }),
      ),
    );
    expect(log.member(ben).standing).toBe("removed");
    expect(log.member(eve)).toMatchObject({ role: "viewer", standing: "confirmed" });
    expect(log.roster.invite(invite.iid)?.revoked).toBe(true);
    expect(log.roster.epoch).toBe(2);
    expect(log.roster.epochs.get(2)).toEqual({
      number: 2,
      commitment: bytes(32, 2),
      entry: 7,
      members: new Set([log.host.mid, eve.mid]),
      invites: new Set([other.iid]),
      closing: [],
    });
  });

  it("may leave the key as it is", async () => {
    const { log, ben } = await aLogOfThree();
    await log.take(log.says(aChange({ roles: [{ mid: ben.mid, role: "viewer" }] })));
    expect(log.roster.epoch).toBe(1);
    expect(log.member(ben).role).toBe("viewer");
  });

  it("names only members, and removes nobody twice", async () => {
    const { log, ben, eve } = await aLogOfThree();
    const { mid } = await aDevice(9);
    const epoch = anEpoch(2, [log.host]);
    const asViewer = (id: Device["mid"]) => ({ mid: id, role: "viewer" as const });
    const removal = aRemoval(log, [ben]);
    expect(await log.answerTo(log.says(aChange({ epoch, removed: [mid] })))).toBe("unknown_member");
    expect(await log.answerTo(log.says(aChange({ roles: [asViewer(mid)] })))).toBe(
      "unknown_member",
    );
    expect(await log.answerTo(log.says({ ...removal, roles: [asViewer(ben.mid)] }))).toBe(
      "unknown_member",
    );
    await log.take(log.says(removal));
    expect(await log.answerTo(log.says(aRemoval(log, [ben])))).toBe("unknown_member");
    expect(await log.answerTo(log.says(aChange({ roles: [asViewer(ben.mid)] })))).toBe(
      "unknown_member",
    );
    expect(await log.answerTo(log.says(aChange({ roles: [asViewer(eve.mid)] })))).toBe("taken");
  });

  it("gives no role to a member who is pending or surplus", async () => {
    const { log, pending, surplus } = await aLogWithPendingAndSurplus();
    for (const { mid } of [pending, surplus]) {
      const change = log.says(aChange({ roles: [{ mid, role: "editor" }] }));
      expect(await log.answerTo(change)).toBe("not_active");
    }
  });

  it("revokes only invites of the roster", async () => {
    const { log } = await aLogOfThree();
    const { iid } = await inviteKeys(9);
    expect(await log.answerTo(log.says(aChange({ revoked: [iid] })))).toBe("unknown_invite");
  });
});

describe("the pinned host", () => {
  it("is removed and re-roled only by itself", async () => {
    const { log, second } = await aLogWithSecondHost();
    const { mid } = log.host;
    const revoked = log.roster.invites().map(({ id }) => id);
    const removal = aChange({ epoch: anEpoch(2, [second]), removed: [mid], revoked });
    const demotion = aChange({ roles: [{ mid, role: "editor" }], revoked });
    for (const change of [removal, demotion]) {
      expect(await log.answerTo(log.says(change, { by: second }))).toBe("pinned_host");
      expect(await log.answerTo(log.says(change))).toBe("taken");
    }
  });

  it("stays pinned after a move", async () => {
    const { log, second } = await aLogWithSecondHost();
    const next = await aDevice(9);
    await log.take(log.move(log.host, next));
    const revoked = log.roster.invites().map(({ id }) => id);
    const demotion = aChange({ roles: [{ mid: next.mid, role: "editor" }], revoked });
    expect(await log.answerTo(log.says(demotion, { by: second }))).toBe("pinned_host");
    expect(await log.answerTo(log.says(demotion, { by: next }))).toBe("taken");
  });

  it("is like any other member once it gave up its role", async () => {
    const { log, second } = await aLogWithSecondHost();
    const { mid } = log.host;
    const revoked = log.roster.invites().map(({ id }) => id);
    await log.take(log.says(aChange({ roles: [{ mid, role: "editor" }], revoked })));
    const demotion = aChange({ roles: [{ mid, role: "viewer" }] });
    expect(await log.answerTo(log.says(demotion, { by: second }))).toBe("taken");
  });

  it("does not go while no other host remains", async () => {
    const { log, ben } = await aLogOfThree();
    const { mid } = log.host;
    const demotion = aChange({ roles: [{ mid, role: "editor" }] });
    const removal = { ...aRemoval(log, [log.host]), epoch: anEpoch(2, [ben]) };
    expect(await log.answerTo(log.says(demotion))).toBe("no_host_left");
    expect(await log.answerTo(log.says(removal))).toBe("no_host_left");
    const handover = aChange({
      roles: [
        { mid, role: "editor" },
        { mid: ben.mid, role: "host" },
      ],
      revoked: log.roster.invites().map(({ id }) => id),
    });
    expect(await log.answerTo(log.says(handover))).toBe("taken");
  });
});

describe("the epoch key", () => {
  it("changes when somebody is removed or becomes an auditor", async () => {
    const { log, ben } = await aLogOfThree();
    const asAuditor = aChange({ roles: [{ mid: ben.mid, role: "auditor" }] });
    const removal = aRemoval(log, [ben]);
    expect(await log.answerTo(log.says({ ...removal, epoch: null }))).toBe("key_unchanged");
    expect(await log.answerTo(log.says(asAuditor))).toBe("key_unchanged");
    const epoch = anEpoch(2, [log.host]);
    await log.take(log.says({ ...asAuditor, epoch }));
    expect(await log.answerTo(log.says(asAuditor))).toBe("taken");
  });

  it.each([0, 1, 3])("has number 2 after number 1, not %i", async (number) => {
    const log = await aLog();
    const change = log.says(aChange({ epoch: anEpoch(number, [log.host]) }));
    expect(await log.answerTo(change)).toBe("epoch_number");
  });

  it("is wrapped only to active members who read", async () => {
    const { log, pending, surplus } = await aLogWithPendingAndSurplus();
    const { log: other, ben, eve } = await aLogOfThree();
    for (const device of [pending, surplus, await aDevice(9)]) {
      const change = log.says(aChange({ epoch: anEpoch(2, [log.host, device]) }));
      expect(await log.answerTo(change)).toBe("epoch_member");
    }
    const leaving = { ...aRemoval(other, [ben]), epoch: anEpoch(2, [other.host, ben]) };
    expect(await other.answerTo(other.says(leaving))).toBe("epoch_member");
    const roles = [{ mid: eve.mid, role: "auditor" as const }];
    const asAuditor = aChange({ roles, epoch: anEpoch(2, [other.host, eve]) });
    expect(await other.answerTo(other.says(asAuditor))).toBe("epoch_member");
  });

  it("is wrapped only to invites that still let somebody in without approval", async () => {
    const { log, invite: used } = await aLogOfThree();
    const [open, approval, revoked] = [
      await inviteKeys(5),
      await inviteKeys(6),
      await inviteKeys(7),
    ];
    const auditing = await inviteKeys(8);
    await log.take(log.says(anInvite(auditing, { role: "auditor" })));
    await log.take(log.says(anInvite(open)));
    await log.take(log.says(anInvite(approval, { approval: true })));
    await log.take(log.says(anInvite(revoked)));
    const answerWith = (invite: InviteKeys): Promise<string> =>
      log.answerTo(
        log.says(aChange({ epoch: anEpoch(2, [log.host], [invite]), revoked: [revoked.iid] })),
      );
    expect(await answerWith(open)).toBe("taken");
    for (const invite of [used, approval, revoked, auditing, await inviteKeys(9)]) {
      expect(await answerWith(invite)).toBe("epoch_invite");
    }
  });
});

describe("a removal", () => {
  it("revokes the invite by which the member came in", async () => {
    const { log, ben, invite } = await aLogOfThree();
    const removal = { ...aRemoval(log, [ben]), revoked: [] };
    expect(await log.answerTo(log.says(removal))).toBe("invite_left_open");
    expect(await log.answerTo(log.says({ ...removal, revoked: [invite.iid] }))).toBe("taken");
    await log.take(log.says({ type: "revoke", invites: [invite.iid] }));
    expect(await log.answerTo(log.says(removal))).toBe("taken");
  });

  it("revokes every invite that the member's line made", async () => {
    const { log, second } = await aLogWithSecondHost();
    const [next, made, madeLater] = [await aDevice(9), await inviteKeys(5), await inviteKeys(6)];
    await log.take(log.says(anInvite(made), { by: second }));
    await log.take(log.move(second, next));
    await log.take(log.says(anInvite(madeLater), { by: next }));
    const all = aRemoval(log, [next]);
    for (const { iid } of [made, madeLater]) {
      const revoked = all.revoked.filter((id) => id !== iid);
      expect(await log.answerTo(log.says({ ...all, revoked }))).toBe("invite_left_open");
    }
    expect(await log.answerTo(log.says(all))).toBe("taken");
  });

  it("may leave the invites of others open", async () => {
    const { log, ben, invite } = await aLogOfThree();
    const open = await inviteKeys(5);
    await log.take(log.says(anInvite(open)));
    await log.take(log.says({ ...aRemoval(log, [ben]), revoked: [invite.iid] }));
    expect(log.roster.invite(open.iid)?.revoked).toBe(false);
  });

  it("takes the pending and the surplus, too", async () => {
    const { log, pending, surplus } = await aLogWithPendingAndSurplus();
    await log.take(log.says(aRemoval(log, [pending, surplus])));
    expect(log.member(pending).standing).toBe("removed");
    expect(log.member(surplus).standing).toBe("removed");
  });
});

describe("a demotion of a host", () => {
  it("revokes every invite that the host's line made", async () => {
    const { log, second } = await aLogWithSecondHost();
    const [made, next] = [await inviteKeys(8), await aDevice(8)];
    await log.take(log.says(anInvite(made), { by: second }));
    await log.take(log.move(second, next));
    const roles = [{ mid: next.mid, role: "editor" }] as const;
    const came = inviteOf(log, next);
    const demotion = (revoked: readonly InviteId[]) => log.says(aChange({ roles, revoked }));
    expect(await log.answerTo(demotion([came]))).toBe("invite_left_open");
    expect(await log.answerTo(demotion([came, made.iid]))).toBe("taken");
  });

  it("revokes the invite for a host by which it came in", async () => {
    const { log, second } = await aLogWithSecondHost();
    const roles = [{ mid: second.mid, role: "viewer" }] as const;
    expect(await log.answerTo(log.says(aChange({ roles })))).toBe("invite_left_open");
  });

  it("leaves the invites of others, and one for an editor by which it came in", async () => {
    const { log, ben } = await aLogOfThree();
    await log.take(log.says(aChange({ roles: [{ mid: ben.mid, role: "host" }] })));
    const demotion = aChange({ roles: [{ mid: ben.mid, role: "editor" }] });
    expect(await log.answerTo(log.says(demotion))).toBe("taken");
  });
});

describe("a decline", () => {
  it("leaves the key and the invite, and gives the use back", async () => {
    const { log, pending, surplus } = await aLogWithPendingAndSurplus();
    const invite = inviteOf(log, pending);
    expect(log.roster.invite(invite)?.used).toBe(1);
    await log.take(log.says(aChange({ removed: [pending.mid] })));
    expect(log.member(pending).standing).toBe("removed");
    expect(log.roster.epoch).toBe(1);
    expect(log.roster.invite(invite)).toMatchObject({ revoked: false, used: 0 });
    expect(log.member(surplus).standing).toBe("surplus");
  });

  it("may revoke the invite as well", async () => {
    const { log, pending } = await aLogWithPendingAndSurplus();
    const invite = inviteOf(log, pending);
    await log.take(log.says(aChange({ removed: [pending.mid], revoked: [invite] })));
    expect(log.roster.invite(invite)).toMatchObject({ revoked: true, used: 0 });
  });

  it("of a surplus or an admitted member is a removal", async () => {
    const { log, pending, surplus } = await aLogWithPendingAndSurplus();
    const iid = inviteOf(log, pending);
    const { entryHash: member } = log.member(pending);
    const decline = (device: Device) => log.says(aChange({ removed: [device.mid] }));
    expect(await log.answerTo(decline(surplus))).toBe("key_unchanged");
    await log.take(log.says({ type: "admit", iid, member, role: "editor" }));
    expect(await log.answerTo(decline(pending))).toBe("key_unchanged");
  });

  it("beside a removal spares the removal nothing", async () => {
    const { log, pending } = await aLogWithPendingAndSurplus();
    const [ben, bens] = [await aDevice(8), await inviteKeys(8)];
    await log.letIn(bens, ben);
    const removed = [pending.mid, ben.mid];
    const epoch = anEpoch(2, [log.host]);
    const revoked = [bens.iid];
    expect(await log.answerTo(log.says(aChange({ removed, revoked })))).toBe("key_unchanged");
    expect(await log.answerTo(log.says(aChange({ removed, epoch })))).toBe("invite_left_open");
    expect(await log.answerTo(log.says(aChange({ removed, epoch, revoked })))).toBe("taken");
  });
});

/** A host and two editors who came in by invites of one use. */
async function aLogOfThree(): Promise<{
  log: SessionLog;
  ben: Device;
  eve: Device;
  invite: InviteKeys;
}> {
  const log = await aLog();
  const [ben, eve, invite] = [await aDevice(2), await aDevice(3), await inviteKeys(1)];
  await log.letIn(invite, ben);
  await log.letIn(await inviteKeys(2), eve);
  return { log, ben, eve, invite };
}

async function aLogWithSecondHost(): Promise<{ log: SessionLog; second: Device }> {
  const log = await aLog();
  const second = await aDevice(2);
  await log.letIn(await inviteKeys(1), second, { role: "host" });
  return { log, second };
}

async function aLogWithPendingAndSurplus(): Promise<{
  log: SessionLog;
  pending: Device;
  surplus: Device;
}> {
  const log = await aLog();
  const [pending, surplus, invite] = [await aDevice(2), await aDevice(3), await inviteKeys(1)];
  await log.letIn(invite, pending, { approval: true });
  await log.take(log.join(invite, surplus));
  return { log, pending, surplus };
}

function inviteOf(log: SessionLog, device: Device): InviteId {
  const { invite } = log.member(device);
  if (invite === undefined) {
    throw new Error("came in by no invite");
  }
  return invite;
}
