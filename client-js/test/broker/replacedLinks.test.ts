import { describe, expect, it } from "vitest";

import { aLiveClient } from "./carriers.js";
import { aClient, aGuest, anInvite, aPair, aSession, keyed, until } from "./people.js";

const EVE = { displayName: "Eve" };

describe("an invite", () => {
  it("that is renewed is another link for the same person on the same terms", async () => {
    const host = await aSession();
    const old = await anInvite(host, { name: "Ben", role: "viewer", maxUses: 3, note: "hello" });
    const renewed = await host.invites.renew(old.id);
    const infos = await host.invites.list();
    const terms = infos.map(({ id, name, role, maxUses, state }) => [
      id,
      name,
      role,
      maxUses,
      state,
    ]);
    expect(terms).toEqual([
      [old.id, "Ben", "viewer", 3, "revoked"],
      [renewed.id, "Ben", "viewer", 3, "ready"],
    ]);
    await expect(aClient().join(old.link, EVE)).rejects.toMatchObject({ code: "invite_revoked" });
    expect((await aClient().join(renewed.link, { displayName: "Ben" })).role).toBe("viewer");
  });

  it("that was used or has expired can be renewed", async () => {
    const host = await aSession();
    const used = await anInvite(host);
    await aClient().join(used.link, { displayName: "Ben" });
    const renewed = await host.invites.renew(used.id);
    expect((await aClient().join(renewed.link, { displayName: "Ben" })).canWrite).toBe(true);
  });

  it("that is extended stays the same link for longer", async () => {
    const host = await aSession();
    const { id, link, expiresAt } = await anInvite(host, { expiresIn: "15m" });
    await host.invites.extend(id, "7d");
    const [info] = await host.invites.list();
    expect((info?.expiresAt.getTime() ?? 0) - expiresAt.getTime()).toBeGreaterThan(6 * 86_400_000);
    expect(info?.invite?.link).toBe(link);
    expect(await aClient().previewInvite(link)).toMatchObject({ expiresAt: info?.expiresAt });
    expect((await aClient().join(link, { displayName: "Ben" })).canWrite).toBe(true);
  });

  it("of another host is revoked by anyone, and renewed and extended by its own only", async () => {
    const { host, guest } = await aPair({ role: "host" }, aLiveClient());
    const { id } = await anInvite(host);
    const refused = { code: expect.stringMatching(/role_forbidden|statement_invalid/) as string };
    await expect(guest.invites?.renew(id)).rejects.toMatchObject(refused);
    await expect(guest.invites?.extend(id, "7d")).rejects.toMatchObject(refused);
    await guest.invites?.revoke(id);
    await until(host, () => host.epoch === guest.epoch);
    expect((await host.invites.list()).find((it) => it.id === id)?.state).toBe("revoked");
  });

  it("that is revoked before it was used opens nothing that is written later", async () => {
    const host = await aSession<number>(aLiveClient());
    const { id } = await anInvite(host);
    const { epoch } = host;
    await host.invites.revoke(id);
    expect(host.epoch).toBe(epoch + 1);
  });

  it("that was used needs no new key when it is revoked", async () => {
    const { host, invite } = await aPair({}, aLiveClient());
    await keyed(host, 2);
    await host.invites.revoke(invite.id);
    expect(host.epoch).toBe(2);
  });

  it("that a demoted host made, or came in by, lets nobody in", async () => {
    const host = await aSession(aLiveClient());
    const other = await aGuest(host, { role: "host", maxUses: 2 }, aLiveClient());
    const { link } = await anInvite(other, { name: "Cleo" });
    await until(host, () => host.members.list().length === 2);
    await host.members.setRole(other.self.id, "editor");
    await expect(aClient().join(link, EVE)).rejects.toMatchObject({ code: "invite_revoked" });
    expect((await host.invites.list()).map(({ state }) => state)).toEqual(["revoked", "revoked"]);
  });
});
