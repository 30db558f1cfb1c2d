import { describe, expect, it } from "vitest";

import { type Role } from "../../src/index.js";
import { aLiveClient, bytes, CARRIERS } from "./carriers.js";
import { aClient, aGuest, aPair, aSession, keyed, until } from "./people.js";

describe.each(CARRIERS)("a role, %s,", (_, newClient) => {
  it("changes on the open connection, and back", async () => {
    const host = await aSession<number>(newClient());
    const guest = await aGuest<number>(host, {}, newClient());
    const roles: Role[] = [];
    guest.on("role", (role) => roles.push(role));
    await host.members.setRole(guest.self.id, "viewer");
    await until(guest, () => !guest.canWrite);
    await expect(guest.set(1)).rejects.toMatchObject({ code: "role_forbidden" });
    await host.members.setRole(guest.self.id, "editor");
    await until(guest, () => guest.canWrite);
    await guest.set(2);
    await until(host, () => host.get() === 2);
    expect(roles).toEqual(["viewer", "editor"]);
  });

  it("that no longer writes fails what waits to be written", async () => {
    const host = await aSession(newClient());
    const guest = await aGuest(host, {}, newClient());
    await keyed(guest, 2);
    const written = Promise.allSettled(
      Array.from({ length: 60 }, (_, i) => guest.channel().append(bytes(String(i)))),
    );
    await host.members.setRole(guest.self.id, "viewer");
    const codes = (await written).map((it) =>
      it.status === "rejected" ? (it.reason as { code: string }).code : "stored",
    );
    const stored = codes.filter((it) => it === "stored").length;
    expect(codes.slice(stored).every((it) => it === "role_forbidden")).toBe(true);
    expect(guest.hasUnsyncedChanges).toBe(false);
  });
});

describe("a role", () => {
  it("of a host lets a guest remove others", async () => {
    const { host, guest } = await aPair<number>({}, aLiveClient());
    await host.members.setRole(guest.self.id, "host");
    await until(guest, () => guest.role === "host");
    const third = await aGuest(host, { name: "Cleo" }, aLiveClient());
    await until(guest, () => guest.members.list().length === 3);
    await guest.members.remove(third.self.id);
    await until(host, () => host.members.list().length === 2);
  });

  it("of an auditor takes the key, and any other gives it again", async () => {
    const { host, guest } = await aPair<number>({}, aClient());
    await keyed(host, 2);
    await host.members.setRole(guest.self.id, "auditor");
    expect(host.epoch).toBe(3);
    await host.members.setRole(guest.self.id, "viewer");
    await host.set(1);
    expect(host.epoch).toBe(4);
  });

  it("is set once, and not without reason", async () => {
    const { host, guest } = await aPair({ role: "viewer" }, aLiveClient());
    await host.members.setRole(guest.self.id, "viewer");
    const refused = guest.members.setRole(host.self.id, "viewer");
    await expect(refused).rejects.toMatchObject({ code: "role_forbidden" });
    const last = host.members.setRole(host.self.id, "editor");
    await expect(last).rejects.toMatchObject({ code: "last_host" });
    expect(host.members.list().map(({ role }) => role)).toEqual(["host", "viewer"]);
  });
});
