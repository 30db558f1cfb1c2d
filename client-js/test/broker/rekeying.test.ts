import { describe, expect, it } from "vitest";

import { type Channel } from "../../src/index.js";
import { aLiveClient, bytes, CARRIERS, entries } from "./carriers.js";
import { aClient, aDevice, aGuest, anInvite, aPair, aSession, keyed, until } from "./people.js";
import { Sockets } from "./sockets.js";
import { aWiredClient } from "./wire.js";

/** Resolves when everything that the channel holds is read. */
async function inStep(channel: Channel): Promise<void> {
  await new Promise<void>((resolve) => {
    const check = (synced: boolean): void => {
      if (synced) {
        resolve();
      }
    };
    channel.on("sync", check);
    check(channel.synced);
  });
}

describe.each(CARRIERS)("a session, %s,", (_, newClient) => {
  it("has a new key when a link was used, and both go on writing", async () => {
    const host = await aSession<number>(newClient());
    await host.set(1);
    const guest = await aGuest(host, { name: "Ben" }, newClient());
    await Promise.all([keyed(host, 2), keyed(guest, 2)]);
    await guest.set(2);
    await until(host, () => host.get() === 2);
    await host.set(3);
    await until(guest, () => guest.get() === 3);
    expect([host.epoch, guest.epoch]).toEqual([2, 2]);
  });

  it("keeps its state for those who come when nobody has written since", async () => {
    const host = await aSession<string>(newClient());
    await host.set("kept");
    await aGuest(host, { name: "Ben" }, newClient());
    await keyed(host, 2);
    const late = await aGuest(host, { name: "Cleo" }, newClient());
    await until(late, () => late.synced);
    expect(late.get()).toBe("kept");
  });

  it("stores each write once and in order while keys change", async () => {
    const host = await aSession(newClient());
    const channel = host.channel();
    await channel.append(bytes("first"));
    const written = Array.from({ length: 30 }, (_, i) => String(i));
    const stored = written.map((it) => channel.append(bytes(it)));
    const guests = await Promise.all(
      ["Ben", "Cleo"].map((it) => aGuest(host, { name: it }, newClient())),
    );
    const more = guests.map((guest, i) =>
      Promise.all(written.map((it) => guest.channel().append(bytes(`${String(i)}/${it}`)))),
    );
    await Promise.all([...stored, ...more]);
    const all = await entries(channel, 1 + 3 * written.length);
    expect(all).toHaveLength(1 + 3 * written.length);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((it) => /^[0-9]+$/.test(it))).toEqual(written);
    for (const i of ["0", "1"]) {
      expect(all.filter((it) => it.startsWith(`${i}/`))).toEqual(written.map((it) => `${i}/${it}`));
    }
  });

  it("shows everybody's names and presence under the new key", async () => {
    const host = await aSession(newClient());
    const guest = await aGuest(host, { name: "Ben" }, newClient());
    await keyed(guest, 2);
    const late = await aGuest(host, { name: "Cleo" }, newClient());
    await until(late, () => late.members.list().every(({ name }) => name !== ""));
    expect(late.members.list().map(({ name }) => name)).toEqual(["Ana", "Ben", "Cleo"]);
    expect(late.title).toBe("Roadmap");
  });
});

describe("a key", () => {
  it("is made once for many who join at the same time", async () => {
    const host = await aSession(aLiveClient());
    const { link } = await anInvite(host, { maxUses: 6 });
    const guests = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        aLiveClient().join(link, { displayName: `Guest ${String(i)}` }),
      ),
    );
    await keyed(host, 2);
    await Promise.all(guests.map((it) => until(it, () => it.epoch === host.epoch)));
    expect(host.epoch).toBeLessThan(7);
    expect(host.members.list()).toHaveLength(7);
  });

  it("is made once although two hosts see the same guest", async () => {
    const host = await aSession(aLiveClient());
    const second = await aGuest(host, { name: "Hedda" }, aLiveClient());
    const { link } = await anInvite(host, { name: "Ivo", role: "host" });
    const other = await aLiveClient().join(link, { displayName: "Ivo" });
    await until(other, () => other.epoch === 3);
    await aGuest(host, { name: "Ben" }, aLiveClient());
    await Promise.all([host, other, second].map((it) => keyed(it, 4)));
    await host.set(1);
    await until(other, () => other.get() === 1);
    expect([host.epoch, other.epoch]).toEqual([4, 4]);
  });

  it("is made by another host when the one who invited is away", async () => {
    const { host, guest } = await aPair({ role: "host" }, aLiveClient());
    await keyed(guest, 2);
    const { link } = await anInvite(host);
    host.disconnect();
    await aLiveClient().join(link, { displayName: "Cleo" });
    await keyed(guest, 3);
    expect(guest.epoch).toBe(3);
  });

  it("does not wait for a channel that only others follow", async () => {
    const { host, guest } = await aPair({}, aLiveClient());
    await guest.channel("chat").append(bytes("1"));
    await guest.channel("chat").append(bytes("2"));
    await aGuest(host, { name: "Cleo" }, aLiveClient());
    await keyed(host, 3);
    await guest.channel("chat").append(bytes("3"));
    expect(await entries(guest.channel("chat"), 3)).toEqual(["1", "2", "3"]);
  });

  it("lets a newcomer read on where nobody writes the old entries anew", async () => {
    const host = await aSession(aLiveClient());
    await host.channel().append(bytes("old"));
    await host.channel().replace(bytes("older"));
    await aGuest(host, { name: "Ben" }, aLiveClient());
    await keyed(host, 2);
    const late = await aGuest(host, { name: "Cleo" }, aLiveClient());
    await keyed(late, 3);
    const channel = late.channel();
    await host.channel().append(bytes("new"));
    expect(await entries(channel, 1)).toEqual(["new"]);
    expect([channel.synced, late.closed]).toEqual([false, null]);
    host.channel().on("compact", () => void host.channel().replace(bytes("all")));
    await aGuest(host, { name: "Dan" }, aLiveClient());
    await inStep(channel);
    expect(await entries(channel, 1)).toContain("all");
  });

  it("is not asked of a member that was away for several", async () => {
    const device = aLiveClient();
    const { host, guest } = await aPair<number>({}, device);
    await keyed(guest, 2);
    guest.disconnect();
    await host.set(1);
    await aGuest(host, { name: "Cleo" }, aLiveClient());
    await aGuest(host, { name: "Dan" }, aLiveClient());
    await keyed(host, 4);
    await host.set(2);
    guest.connect();
    await until(guest, () => guest.get() === 2);
    await guest.set(3);
    await until(host, () => host.get() === 3);
    expect(guest.epoch).toBe(4);
  });

  it("that does not reach a member is waited for, and its writes are stored then", async () => {
    const { client, wire } = aWiredClient({ WebSocketPolyfill: new Sockets().WebSocket });
    const { host, guest } = await aPair({}, client);
    await keyed(guest, 2);
    wire.onAnswer = ({ path }, answer) =>
      path.includes("/members?") ? { ...answer, wraps: [] } : answer;
    await aGuest(host, { name: "Cleo" }, aLiveClient());
    await until(guest, () => guest.members.list().length === 3);
    const written = ["1", "2"].map((it) => guest.channel().append(bytes(it)));
    const state = guest.set("3");
    wire.onAnswer = (_, answer) => answer;
    await aGuest(host, { name: "Dan" }, aLiveClient());
    await Promise.all([...written, state]);
    expect(await entries(host.channel(), 2)).toEqual(["1", "2"]);
    expect([guest.epoch, guest.closed]).toEqual([host.epoch, null]);
  });

  it("opens nothing later for the link that was used", async () => {
    const host = await aSession<string>(aClient());
    const { link } = await anInvite(host);
    await aClient().join(link, { displayName: "Ben" });
    await keyed(host, 2);
    const [info] = await host.invites.list();
    expect(info?.state).toBe("used");
    await expect(aClient().join(link, { displayName: "Thief" })).rejects.toMatchObject({
      code: "invite_used",
    });
  });

  it("is made by a host that came back and follows none of the channels", async () => {
    const device = aDevice();
    const host = await aSession(aClient({ storage: device }));
    const guest = await aGuest(host);
    await keyed(guest, 2);
    await guest.channel("board").append(bytes("1"));
    await aGuest(host, { name: "Cleo" });
    await keyed(host, 3);
    host.destroy();
    const again = await aClient({ storage: device }).open(host.id);
    const { epoch } = (await again?.members.remove(guest.self.id)) ?? {};
    expect(epoch).toBe(4);
    await until(guest, () => guest.closed !== null);
  });
});
