import { describe, expect, it } from "vitest";

import { type ChannelEntry, type Session } from "../../src/index.js";
import { aClient, aPair, aSession, anInvite, until } from "./people.js";
import { aLiveClient, bytes, CARRIERS, entries, text } from "./carriers.js";
import { Sockets } from "./sockets.js";
import { aWiredClient } from "./wire.js";

describe("a live session", () => {
  it("reads and writes by its socket alone", async () => {
    const sockets = new Sockets();
    const { client, wire } = aWiredClient({ WebSocketPolyfill: sockets.WebSocket });
    const host = await aSession<number>(client);
    const invite = await anInvite(host);
    const guest = await aLiveClient().join<number>(invite.link, { displayName: "Ben" });
    await guest.set(1);
    await until(host, () => host.get() === 1);
    await host.set(2);
    await until(guest, () => guest.get() === 2);
    expect(host.members.list().map(({ name }) => name)).toEqual(["Ana", "Ben"]);
    expect(wire.sent.filter(({ path }) => path.includes("/channels/"))).toEqual([]);
    expect(sockets.opened).toHaveLength(1);
    host.destroy();
    guest.destroy();
  });

  it("begins with a channel that nobody has written to", async () => {
    const host = await aSession<number>(aLiveClient());
    expect(await host.update((count = 0) => count + 1)).toBe(1);
    expect(await host.initialize(5)).toBe(false);
  });

  it("loses no update when two write at once", async () => {
    const { host, guest } = await aPair<number>({}, aLiveClient());
    await Promise.all(
      [host, guest].flatMap((session) =>
        Array.from({ length: 10 }, () => session.update((count = 0) => count + 1)),
      ),
    );
    await Promise.all([host, guest].map((it) => until(it, () => it.get() === 20)));
  });

  it("comes back by itself when the connection is cut", async () => {
    const sockets = new Sockets();
    const { host, guest } = await aPair<number>({}, aLiveClient(sockets));
    await host.set(1);
    await until(guest, () => guest.get() === 1);
    sockets.cut();
    await until(guest, () => guest.status === "reconnecting");
    await host.set(2);
    await until(guest, () => guest.get() === 2);
    expect(sockets.opened).toHaveLength(2);
  });

  it("goes on by a stream where sockets are blocked", async () => {
    const sockets = new Sockets();
    sockets.blocked = true;
    const { client, wire } = aWiredClient({ WebSocketPolyfill: sockets.WebSocket, streams: true });
    const { host, guest } = await aPair<number>({}, client);
    await host.set(1);
    await until(guest, () => guest.get() === 1);
    await guest.set(2);
    await until(host, () => host.get() === 2);
    expect(wire.sent.filter(({ path }) => path.includes("/events"))).toHaveLength(1);
    expect(wire.sent.filter(({ path }) => path.includes("/channels/0?"))).toEqual([]);
    guest.destroy();
  });

  it("goes on by HTTP where sockets and streams are blocked", async () => {
    const sockets = new Sockets();
    sockets.blocked = true;
    const { host, guest } = await aPair<number>({}, aLiveClient(sockets));
    await host.set(1);
    await until(guest, () => guest.get() === 1);
    await guest.set(2);
    await until(host, () => host.get() === 2);
    expect(sockets.opened).toHaveLength(1);
  });
});

describe.each(CARRIERS)("a channel, %s,", (_, newClient) => {
  async function two(): Promise<{ host: Session; guest: Session }> {
    const host = await aSession(newClient());
    const invite = await anInvite(host);
    const guest = await newClient().join(invite.link, { displayName: "Ben" });
    return { host, guest };
  }

  it("brings everybody the same entries in the same order", async () => {
    const { host, guest } = await two();
    const written = Array.from({ length: 20 }, (_, i) => String(i));
    await Promise.all(
      written.map((it, i) => (i % 2 === 0 ? host : guest).channel().append(bytes(it))),
    );
    const [first, second] = await Promise.all([host, guest].map((it) => entries(it.channel(), 20)));
    expect(first).toEqual(second);
    expect(first?.filter((it) => Number(it) % 2 === 0)).toEqual(
      written.filter((it) => Number(it) % 2 === 0),
    );
  });

  it("says who wrote, and what is its own", async () => {
    const { host, guest } = await two();
    await host.channel().append(bytes("a"));
    await guest.channel().append(bytes("b"));
    await entries(host.channel(), 2);
    const told = ({ by, own }: ChannelEntry): unknown => [by.name, own];
    expect(host.channel().entries.map(told)).toEqual([
      ["Ana", true],
      ["Ben", false],
    ]);
  });

  it("begins for newcomers at the newest replace", async () => {
    const { host, guest } = await two();
    const channel = host.channel();
    await channel.append(bytes("a"));
    await channel.append(bytes("b"));
    await entries(channel, 2);
    await channel.replace(bytes("ab"));
    await channel.append(bytes("c"));
    expect(await entries(guest.channel(), 2)).toEqual(["ab", "c"]);
    expect(channel.entries.map(({ payload }) => text(payload))).toEqual(["ab", "c"]);
  });

  it("is found by its name", async () => {
    const { host, guest } = await two();
    await host.channel("one").append(bytes("1"));
    await guest.channel("two").append(bytes("2"));
    await guest.channel("one").append(bytes("3"));
    expect(await entries(host.channel("two"), 1)).toEqual(["2"]);
    expect(await entries(host.channel("one"), 2)).toEqual(["1", "3"]);
  });
});

describe("what passes", () => {
  it.each([
    ["live", () => aLiveClient()],
    ["by a stream", () => aClient({ streams: true })],
  ])("shows %s who is there, once however many pages they have", async (_, newClient) => {
    const host = await aSession(newClient());
    const invite = await anInvite(host);
    const client = newClient();
    const guest = await client.join(invite.link, { displayName: "Ben" });
    const second = await client.open(guest.id);
    guest.updatePresence({ at: 1 });
    second?.updatePresence({ at: 2 });
    await until(host, () => host.others[0]?.presence.at === 2);
    expect(host.others.map(({ member }) => member.name)).toEqual(["Ben"]);
    host.updatePresence({ at: 3 });
    await until(guest, () => guest.others.length === 1);
    expect(guest.others.map(({ member }) => member.name)).toEqual(["Ana"]);
  });

  it("shows nobody any more whose last page is gone", async () => {
    const { host, guest } = await livePair();
    guest.updatePresence({ at: 1 });
    await until(host, () => host.others.length === 1);
    guest.destroy();
    await until(host, () => host.others.length === 0);
  });
});

describe("what could not be sent", () => {
  it("is sent by the next page, once", async () => {
    const { host, guest, client, sockets } = await apart();
    sockets.blocked = true;
    sockets.cut();
    await until(guest, () => guest.status === "reconnecting");
    const lost = guest.channel().append(bytes("offline"));
    expect(guest.hasUnsyncedChanges).toBe(true);
    guest.destroy();
    await expect(lost).rejects.toMatchObject({ code: "session_closed" });
    sockets.blocked = false;
    const next = await client.open(guest.id);
    expect(await entries(host.channel(), 1)).toEqual(["offline"]);
    await next?.flush();
    await next?.channel().append(bytes("later"));
    expect(await entries(host.channel(), 2)).toEqual(["offline", "later"]);
  });
});

async function livePair(): Promise<{ host: Session; guest: Session }> {
  const host = await aSession(aLiveClient());
  const invite = await anInvite(host);
  return { host, guest: await aLiveClient().join(invite.link, { displayName: "Ben" }) };
}

/** A host, and a guest whose network can be cut. */
async function apart(): Promise<{
  host: Session;
  guest: Session;
  client: ReturnType<typeof aClient>;
  sockets: Sockets;
}> {
  const sockets = new Sockets();
  const { client, wire } = aWiredClient({
    WebSocketPolyfill: sockets.WebSocket,
    maxBackoffTime: 50,
  });
  wire.onRequest = () => {
    if (sockets.blocked) {
      throw new TypeError("no network");
    }
    return undefined;
  };
  const { host, guest } = await aPair({}, client);
  return { host, guest, client, sockets };
}
