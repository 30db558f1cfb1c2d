import { describe, expect, it } from "vitest";

import { aClient, aDevice, anInvite, aPair, aSession, until } from "./people.js";
import { aWiredClient } from "./wire.js";

const BEN = { displayName: "Ben" };

describe("an invite", () => {
  it.each([
    ["an editor", {}, false],
    ["a host", { role: "host" }, true],
    ["several", { maxUses: 2 }, true],
    ["several whom the host lets in as they come", { maxUses: 2, requireApproval: false }, false],
  ] as const)("asks the host about %s unless told otherwise", async (_, terms, asks) => {
    const session = await aSession();
    await session.invites.create({ name: "Ben", ...terms });
    const [info] = await session.invites.list();
    expect(info?.requiresApproval).toBe(asks);
  });

  it("for several lets in as many and no more", async () => {
    const { link } = await anInvite(await aSession(), { maxUses: 2 });
    await aClient().join(link, BEN);
    await aClient().join(link, { displayName: "Cleo" });
    await expect(aClient().join(link, { displayName: "Eve" })).rejects.toMatchObject({
      code: "invite_used",
    });
  });

  it("that was revoked lets nobody in, and who is in stays", async () => {
    const session = await aSession();
    const { id, link } = await anInvite(session, { maxUses: 2 });
    const guest = await aClient().join(link, BEN);
    await session.invites.revoke(id);
    await expect(aClient().join(link, { displayName: "Eve" })).rejects.toMatchObject({
      code: "invite_revoked",
    });
    expect(await aClient().previewInvite(link)).toMatchObject({ status: "revoked" });
    await guest.set("still in");
    expect(guest.status).toBe("connected");
  });

  it("that expired lets nobody in", async () => {
    const { link } = await anInvite(await aSession(), { expiresIn: 3000 });
    const client = aClient();
    let status = "ready";
    while (status === "ready") {
      ({ status } = await client.previewInvite(link));
    }
    expect(status).toBe("expired");
    await expect(client.join(link, BEN)).rejects.toMatchObject({ code: "invite_expired" });
  });

  it("opens the page of the application, whatever fragment that has", async () => {
    const session = await aSession(aClient({ appUrl: "https://app.example/board?x=1#top" }));
    const { link } = await anInvite(session);
    expect(link).toMatch(/^https:\/\/app\.example\/board\?x=1#1\.[\w-]{27}\.[\w-]{22}\.[\w-]{4}$/);
    expect(aClient().parseInvite(link).sid).toBe(session.id);
  });

  it("gives the role that it names", async () => {
    for (const role of ["host", "editor", "viewer"] as const) {
      const { guest } = await aPair({ role });
      expect(guest.role).toBe(role);
      expect(guest.canWrite).toBe(role !== "viewer");
    }
  });

  it("for an auditor gives no key: neither state nor names can be read", async () => {
    const { host, guest } = await aPair<string>({ role: "auditor" });
    await host.set("secret");
    expect(guest.role).toBe("auditor");
    expect(guest.get()).toBeUndefined();
    expect(guest.members.list().map(({ name }) => name)).toEqual(["", "Ben"]);
  });

  it("can come from a host who was invited", async () => {
    const { guest: secondHost } = await aPair<string>({ role: "host" });
    const { link } = await anInvite(secondHost, { name: "Cleo" });
    expect(await aClient().previewInvite(link)).toMatchObject({
      host: { name: "Ben" },
      sessionTitle: "Roadmap",
      invitee: "Cleo",
    });
    const cleo = await aClient().join<string>(link, { displayName: "Cleo" });
    await cleo.set("I am in");
    await until(secondHost, () => secondHost.get() === "I am in");
  });

  it("is made although somebody joins at the same moment", async () => {
    const session = await aSession();
    const links = await Promise.all([1, 2, 3].map(() => anInvite(session)));
    const [, ...made] = await Promise.all([
      Promise.all(links.map(({ link }) => aClient().join(link, BEN))),
      ...[1, 2, 3].map(() => anInvite(session)),
    ]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(3);
    expect(await session.invites.list()).toHaveLength(6);
  });

  it("is made once when the answer is lost", async () => {
    const { client, wire } = aWiredClient();
    const session = await aSession(client);
    let lost = 0;
    wire.onAnswer = ({ method, path }, answer) => {
      if (method === "POST" && path.endsWith("/invites") && lost++ === 0) {
        throw new TypeError("connection lost");
      }
      return answer;
    };
    const { link } = await anInvite(session);
    expect(lost).toBe(1);
    expect(await session.invites.list()).toHaveLength(1);
    await aClient().join(link, BEN);
  });

  it.each([
    ["a name that is too long", { name: "x".repeat(257) }],
    ["a note that is too long", { note: "ü".repeat(1001) }],
    ["no use", { maxUses: 0 }],
    ["half a use", { maxUses: 1.5 }],
    ["more uses than there can be", { maxUses: 1001 }],
    ["no time", { expiresIn: 0 }],
    ["a time of no unit", { expiresIn: "24x" as "24h" }],
  ])("with %s is not made", async (_, options) => {
    const session = await aSession();
    await expect(anInvite(session, options)).rejects.toThrow(RangeError);
    expect(await session.invites.list()).toEqual([]);
  });
});

describe("the list of invites", () => {
  it("tells whom they are for, and what became of them", async () => {
    const session = await aSession();
    const ready = await anInvite(session, { name: "Ann", role: "viewer", maxUses: 2 });
    const used = await anInvite(session, { name: "Ben" });
    const revoked = await anInvite(session, { name: "Cleo" });
    await aClient().join(used.link, BEN);
    await session.invites.revoke(revoked.id);
    const infos = await session.invites.list();
    expect(
      infos.map(({ name, role, state, maxUses, used }) => [name, role, state, maxUses, used]),
    ).toEqual([
      ["Ann", "viewer", "ready", 2, 0],
      ["Ben", "editor", "used", 1, 1],
      ["Cleo", "editor", "revoked", 1, 0],
    ]);
    expect(infos.map(({ expiresAt }) => expiresAt)).toEqual(
      [ready, used, revoked].map(({ expiresAt }) => expiresAt),
    );
  });

  it("shows a ready link again on the device that made it, and on no other", async () => {
    const device = aDevice();
    const session = await aSession(aClient({ storage: device }));
    const invite = await anInvite(session);
    const { link: hostLink } = await anInvite(session, { role: "host" });
    const reloaded = await aClient({ storage: device }).open(session.id);
    expect((await reloaded?.invites?.list())?.[0]?.invite?.link).toBe(invite.link);
    const otherHost = await aClient().join(hostLink, BEN);
    const [seenByOther] = (await otherHost.invites?.list()) ?? [];
    expect(seenByOther).toMatchObject({ id: invite.id, name: null, invite: null });
  });

  it("does not show a link that lets nobody in any more", async () => {
    const session = await aSession();
    const { id } = await anInvite(session);
    await session.invites.revoke(id);
    expect((await session.invites.list())[0]?.invite).toBeNull();
  });

  it("counts tries that were refused, whatever the invite is over by", async () => {
    const { host, invite: used } = await aPair();
    const revoked = await anInvite(host);
    await host.invites.revoke(revoked.id);
    for (const [{ link }, code] of [
      [used, "invite_used"],
      [revoked, "invite_revoked"],
    ] as const) {
      const device = aDevice();
      await expect(aClient({ storage: device }).join(link, BEN)).rejects.toMatchObject({ code });
      expect(await device.entries("member/")).toEqual([]);
    }
    expect(await host.invites.list()).toMatchObject([
      { used: 1, failed: 1, lastFailedAt: expect.any(Date) as Date },
      { used: 0, failed: 1 },
    ]);
  });

  it("counts one look of a guest who looks and then joins", async () => {
    const session = await aSession();
    const { link } = await anInvite(session);
    const client = aClient();
    expect(await client.previewInvite(link)).toMatchObject({ status: "ready" });
    await client.join(link, BEN);
    expect(await session.invites.list()).toMatchObject([{ opened: 1, used: 1, failed: 0 }]);
  });

  it("counts a try of a guest who had looked while the invite was ready", async () => {
    const { host, invite } = await aPair({ maxUses: 2 });
    const late = aClient();
    await late.previewInvite(invite.link);
    await aClient().join(invite.link, BEN);
    await expect(late.join(invite.link, BEN)).rejects.toMatchObject({ code: "invite_used" });
    expect(await host.invites.list()).toMatchObject([{ opened: 3, used: 2, failed: 1 }]);
  });

  it("knows no invite to revoke that is not in it", async () => {
    const session = await aSession();
    for (const id of ["", "A".repeat(22)]) {
      await expect(session.invites.revoke(id)).rejects.toMatchObject({ code: "invite_unknown" });
    }
  });
});
