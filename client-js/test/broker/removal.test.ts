import { describe, expect, it } from "vitest";

import { type HostSession, type Session } from "../../src/index.js";
import { aLiveClient, bytes, CARRIERS, entries } from "./carriers.js";
import { aClient, aGuest, anInvite, aPair, aSession, keyed, until } from "./people.js";

/** A host and guests of these names, who all have the newest key. */
async function aRound(
  newClient: typeof aLiveClient,
  names: readonly string[],
): Promise<{ host: HostSession; guests: readonly Session[] }> {
  const host = await aSession(newClient());
  const guests: Session[] = [];
  for (const name of names) {
    guests.push(await aGuest(host, { name }, newClient()));
    await keyed(host, guests.length + 1);
  }
  await Promise.all(guests.map((it) => keyed(it, host.epoch)));
  return { host, guests };
}

function closedOf(session: Session): Promise<unknown> {
  return session.closed === null ? session.once("closed") : Promise.resolve(session.closed);
}

describe.each(CARRIERS)("a removal, %s,", (_, newClient) => {
  it("shuts one member out, and the others go on", async () => {
    const { host, guests } = await aRound(newClient, ["Ben", "Cleo"]);
    const [ben, cleo] = guests as [Session, Session];
    const removal = await host.members.remove(ben.self.id);
    await closedOf(ben);
    await cleo.set(1);
    await until(host, () => host.get() === 1);
    expect(removal.epoch).toBe(4);
    expect(host.members.list().map((it) => it.name)).toEqual(["Ana", "Cleo"]);
    await expect(ben.set(2)).rejects.toMatchObject({ code: "session_closed" });
    expect(ben.get()).toBeUndefined();
  });

  it("keeps every acknowledged write once and in order", async () => {
    const { host, guests } = await aRound(newClient, ["Ben", "Cleo", "Dan"]);
    const [ben, cleo, dan] = guests as [Session, Session, Session];
    const written = Array.from({ length: 40 }, (_, i) => String(i));
    const write = (session: Session, who: string): Promise<PromiseSettledResult<number>[]> =>
      Promise.allSettled(written.map((it) => session.channel().append(bytes(`${who} ${it}`))));
    const writing = [write(host, "Ana"), write(cleo, "Cleo"), write(dan, "Dan")];
    const lost = write(ben, "Ben");
    await host.members.remove(ben.self.id);
    const kept = await Promise.all(writing);
    expect(kept.flat().filter(({ status }) => status === "rejected")).toEqual([]);
    const acknowledged = (await lost).filter(({ status }) => status === "fulfilled").length;
    const all = await entries(host.channel(), 3 * written.length + acknowledged);
    for (const who of ["Ana", "Cleo", "Dan"]) {
      expect(all.filter((it) => it.startsWith(who))).toEqual(written.map((it) => `${who} ${it}`));
    }
    const left = all.filter((it) => it.startsWith("Ben"));
    expect(left).toEqual(written.slice(0, left.length).map((it) => `Ben ${it}`));
    expect(left.length).toBeGreaterThanOrEqual(acknowledged);
  });

  it("is received by those who use the new key", async () => {
    const { host, guests } = await aRound(newClient, ["Ben", "Cleo"]);
    const [ben, cleo] = guests as [Session, Session];
    cleo.disconnect();
    const removal = await host.members.remove(ben.self.id);
    expect(removal.unconfirmed).toEqual([cleo.self.id]);
    const seen: number[] = [];
    removal.onChange(({ length }) => seen.push(length));
    cleo.connect();
    await removal.whenConfirmed();
    expect([removal.unconfirmed, seen]).toEqual([[], [0]]);
  });
});

describe("a removal", () => {
  it("tells who is removed which host did it", async () => {
    const { host, guests } = await aRound(aLiveClient, ["Ben"]);
    const [closed] = guests.map((guest) => closedOf(guest));
    await host.members.remove(guests[0]?.self.id ?? "");
    expect(await closed).toMatchObject({ reason: "removed", by: host.self.id });
  });

  it("revokes every open invite but those that are to be kept", async () => {
    const { host, guests } = await aRound(aLiveClient, ["Ben"]);
    const open = await anInvite(host, { name: "Cleo" });
    const kept = await anInvite(host, { name: "Dan" });
    await host.members.remove(guests[0]?.self.id ?? "", { keepInvites: [kept.id] });
    const states = (await host.invites.list()).map(({ id, state }) => [id, state]);
    expect(Object.fromEntries(states)).toMatchObject({ [open.id]: "revoked", [kept.id]: "ready" });
    const join = aClient().join(open.link, { displayName: "Cleo" });
    await expect(join).rejects.toMatchObject({ code: "invite_revoked" });
    expect((await aClient().join(kept.link, { displayName: "Dan" })).canWrite).toBe(true);
  });

  it("of several is one step", async () => {
    const { host, guests } = await aRound(aLiveClient, ["Ben", "Cleo", "Dan"]);
    const { epoch } = host;
    const removal = await host.members.remove(guests.slice(0, 2).map(({ self }) => self.id));
    expect([removal.epoch, host.members.list().length]).toEqual([epoch + 1, 2]);
  });

  it("of one who was removed already is done", async () => {
    const { host, guests } = await aRound(aLiveClient, ["Ben"]);
    const id = guests[0]?.self.id ?? "";
    const first = await host.members.remove(id);
    expect((await host.members.remove(id)).epoch).toBe(first.epoch);
  });

  it("says up to where they may have read", async () => {
    const { host, guests } = await aRound(aLiveClient, ["Ben"]);
    await host.set(1);
    await host.channel().append(bytes("a"));
    const { readable } = await host.members.remove(guests[0]?.self.id ?? "");
    expect(readable).toContainEqual({ channel: 1, head: 1 });
  });

  it("is refused to all but hosts, and of the first host and of oneself", async () => {
    const { host, guest } = await aPair({ role: "host" }, aLiveClient());
    const editor = await aGuest(host, { name: "Cleo" }, aLiveClient());
    const remove = (by: Session, id: string): Promise<unknown> => by.members.remove(id);
    await expect(remove(editor, guest.self.id)).rejects.toMatchObject({ code: "role_forbidden" });
    await expect(remove(guest, host.self.id)).rejects.toMatchObject({ code: "pinned_host" });
    await expect(remove(host, host.self.id)).rejects.toMatchObject({ code: "role_forbidden" });
    await expect(remove(host, "nobody")).rejects.toMatchObject({ code: "member_unknown" });
    expect(host.members.list()).toHaveLength(3);
  });

  it("holds for the state of a newcomer who never had an older key", async () => {
    const { host, guests } = await aRound(aLiveClient, ["Ben", "Cleo"]);
    const [ben, cleo] = guests as [Session, Session];
    await ben.set("before");
    await until(host, () => host.get() === "before");
    await host.members.remove(ben.self.id);
    const dan = await aGuest(host, { name: "Dan" }, aLiveClient());
    await until(dan, () => dan.synced);
    expect(dan.get()).toBe("before");
    await cleo.set("after");
    await until(dan, () => dan.get() === "after");
  });

  it("is done by two hosts at once, of each other, by the first in the log", async () => {
    const host = await aSession(aLiveClient());
    const [one, other] = await Promise.all(
      ["One", "Two"].map((name) => aGuest(host, { name, role: "host" }, aLiveClient())),
    );
    if (one === undefined || other === undefined) {
      throw new Error("no hosts");
    }
    await Promise.all(
      [one, other, host].map((it) => until(it, () => it.members.list().length === 3)),
    );
    const results = await Promise.allSettled([
      one.members.remove(other.self.id),
      other.members.remove(one.self.id),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await until(host, () => host.members.list().length === 2);
  });
});
