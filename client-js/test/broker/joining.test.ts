import { describe, expect, it } from "vitest";

import { aClient, aDevice, anInvite, aPair, aSession, until } from "./people.js";
import { aWiredClient } from "./wire.js";

const BEN = { displayName: "Ben" };

describe("an invite for one", () => {
  it("lets one device in and no other", async () => {
    const { host, guest, invite } = await aPair();
    await expect(aClient().join(invite.link, { displayName: "Eve" })).rejects.toMatchObject({
      code: "invite_used",
    });
    await until(host, () => host.members.list().length === 2);
    expect(host.members.list().map(({ id }) => id)).toEqual([host.self.id, guest.self.id]);
  });

  it("lets one of two in that join at the same time", async () => {
    const { link } = await anInvite(await aSession());
    const joins = await Promise.allSettled([
      aClient().join(link, BEN),
      aClient().join(link, { displayName: "Eve" }),
    ]);
    expect(joins.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = joins.find((join) => join.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "invite_used" });
  });

  it("is not used up by looking at it", async () => {
    const session = await aSession();
    const { link } = await anInvite(session);
    await aClient().previewInvite(link);
    await aClient().previewInvite(link);
    const [info] = await session.invites.list();
    expect(info).toMatchObject({ state: "ready", opened: 2, used: 0 });
    await aClient().join(link, BEN);
  });
});

describe("a device that joins again", () => {
  it("is the same member after a reload", async () => {
    const device = aDevice();
    const { guest, invite } = await aPair({}, aClient({ storage: device }));
    const again = await aClient({ storage: device }).join(invite.link, BEN);
    expect(again.self.id).toBe(guest.self.id);
  });

  it("is the same member after a double click", async () => {
    const session = await aSession();
    const { link } = await anInvite(session);
    const { client, wire } = aWiredClient();
    const [first, second] = await Promise.all([client.join(link, BEN), client.join(link, BEN)]);
    expect(second.self.id).toBe(first.self.id);
    expect(wire.sent.filter(({ path }) => path === "/v1/joins")).toHaveLength(1);
  });

  it("is the same member when two tabs join at once", async () => {
    const device = aDevice();
    const { link } = await anInvite(await aSession());
    const tabs = [aClient({ storage: device }), aClient({ storage: device })];
    const [first, second] = await Promise.all(tabs.map((tab) => tab.join(link, BEN)));
    expect(second?.self.id).toBe(first?.self.id);
  });

  it("is the same member when the answer was lost and the page reloaded", async () => {
    const device = aDevice();
    const host = await aSession<string>();
    await host.set("hello");
    const { link } = await anInvite(host);
    const { client, wire } = aWiredClient({ storage: device });
    wire.onAnswer = ({ path }, answer) => {
      if (path === "/v1/joins") {
        throw new TypeError("connection lost");
      }
      return answer;
    };
    await expect(client.join(link, BEN)).rejects.toMatchObject({ code: "broker_unreachable" });
    const guest = await aClient({ storage: device }).join<string>(link, BEN);
    expect(guest.get()).toBe("hello");
    expect((await host.invites.list())[0]).toMatchObject({ state: "used", used: 1 });
  });

  it("is not asked for anything when it only gave up waiting", async () => {
    const { link } = await anInvite(await aSession());
    const client = aClient();
    const controller = new AbortController();
    const join = client.join(link, { ...BEN, signal: controller.signal });
    controller.abort();
    await expect(join).rejects.toMatchObject({ code: "aborted" });
    const guest = await client.join(link, BEN);
    expect(guest.self.name).toBe("Ben");
  });
});

describe("a device that is in", () => {
  it("opens the session again after a reload, with its state", async () => {
    const device = aDevice();
    const { host, guest } = await aPair<string>({}, aClient({ storage: device }));
    await host.set("still here");
    const reloaded = await aClient({ storage: device }).open<string>(host.id);
    expect(reloaded?.self.id).toBe(guest.self.id);
    expect(reloaded?.get()).toBe("still here");
    expect(reloaded?.canWrite).toBe(true);
  });

  it("lists its sessions, the last used first", async () => {
    const client = aClient();
    const first = await aSession(client);
    const { guest: second } = await aPair({ role: "viewer" }, client);
    expect(await client.sessions()).toMatchObject([
      { id: second.id, memberId: second.self.id, title: "Roadmap", role: "viewer" },
      { id: first.id, displayName: "Ana", role: "host" },
    ]);
  });

  it("can be two members of one session, a host that tries its own link", async () => {
    const client = aClient();
    const host = await aSession(client);
    const { link } = await anInvite(host, { role: "viewer" });
    const guest = await client.join(link, BEN);
    expect(guest.self.id).not.toBe(host.self.id);
    const asHost = await client.open(host.id, { memberId: host.self.id });
    expect(asHost?.role).toBe("host");
    expect((await client.open(host.id))?.self.id).toBe(asHost?.self.id);
  });

  it("knows nothing any more of a session that it forgot", async () => {
    const client = aClient();
    const session = await aSession(client);
    await client.forget(session.id);
    expect(await client.open(session.id)).toBeNull();
    expect(await client.sessions()).toEqual([]);
  });

  it("knows nothing any more of a session that it left", async () => {
    const client = aClient();
    const session = await aSession(client);
    await session.leave();
    expect(session.closed).toMatchObject({ reason: "left" });
    expect(await client.open(session.id)).toBeNull();
  });

  it.each(["", "no session", "A".repeat(27)])("opens nothing for the ID %j", async (id) => {
    expect(await aClient().open(id)).toBeNull();
  });
});

describe("a preview", () => {
  it("says what the host said, before anything is used", async () => {
    const session = await aSession();
    const invite = await anInvite(session, { role: "viewer", maxUses: 3, note: "Bring tea." });
    expect(await aClient().previewInvite(invite.link)).toEqual({
      status: "ready",
      sessionId: session.id,
      sessionTitle: "Roadmap",
      host: { name: "Ana" },
      invitee: "Ben",
      role: "viewer",
      note: "Bring tea.",
      requiresApproval: false,
      usesLeft: 3,
      expiresAt: invite.expiresAt,
    });
  });

  it("says used here to the device that joined, and used to others", async () => {
    const client = aClient();
    const { invite } = await aPair({}, client);
    expect(await client.previewInvite(invite.link)).toMatchObject({ status: "used_here" });
    expect(await aClient().previewInvite(invite.link)).toMatchObject({
      status: "used",
      usesLeft: 0,
    });
  });

  it("does not know the invite of another session or of nobody", async () => {
    const { link } = await anInvite(await aSession());
    const parsed = aClient().parseInvite(link);
    const other = await aSession();
    const foreign = { ...parsed, sid: other.id as typeof parsed.sid };
    await expect(aClient().previewInvite(foreign)).rejects.toMatchObject({
      code: "invite_unknown",
      status: 404,
    });
  });

  it.each([
    ["link_incomplete", (link: string) => link.slice(0, -10)],
    ["link_damaged", (link: string) => link.slice(0, -1) + (link.endsWith("A") ? "B" : "A")],
    ["link_foreign", () => "https://other.example/#page"],
    ["link_rewritten", (link: string) => link.replace("#", "%23")],
  ])("is not asked for with a link that is %s", async (code, change) => {
    const { link } = await anInvite(await aSession());
    const { client, wire } = aWiredClient();
    await expect(client.previewInvite(change(link))).rejects.toMatchObject({ code });
    await expect(client.join(change(link), BEN)).rejects.toMatchObject({ code });
    expect(wire.sent).toEqual([]);
  });
});
