import { describe, expect, it } from "vitest";

import { type Session } from "../../src/index.js";
import { aLiveClient, bytes, CARRIERS } from "./carriers.js";
import { aClient, aGuest, anInvite, aPair, aSession, keyed, until } from "./people.js";

function closedOf(session: Session<number>): Promise<unknown> {
  return session.closed === null ? session.once("closed") : Promise.resolve(session.closed);
}

describe.each(CARRIERS)("a session, %s,", (_, newClient) => {
  it("that is frozen is written by hosts alone, and by all when it is not any more", async () => {
    const host = await aSession<number>(newClient());
    const guest = await aGuest<number>(host, {}, newClient());
    const frozen: boolean[] = [];
    guest.on("frozen", (on) => frozen.push(on));
    await guest.set(1);
    await host.freeze(true);
    await until(guest, () => guest.frozen);
    await expect(guest.set(2)).rejects.toMatchObject({ code: "role_forbidden" });
    await host.set(3);
    await until(guest, () => guest.get() === 3);
    await host.freeze(false);
    await until(guest, () => guest.canWrite);
    await guest.set(4);
    await until(host, () => host.get() === 4);
    expect(frozen).toEqual([true, false]);
  });

  it("that a host ends is over for everybody, and says who did it", async () => {
    const host = await aSession<number>(newClient());
    const guest = await aGuest<number>(host, {}, newClient());
    await guest.set(1);
    await host.end();
    expect(host.closed).toMatchObject({ reason: "ended", by: host.self.id });
    expect(await closedOf(guest)).toMatchObject({ reason: "ended", by: host.self.id });
    await expect(guest.set(2)).rejects.toMatchObject({ code: "session_closed" });
  });
});

describe("a session", () => {
  it("can be changed while it is frozen", async () => {
    const { host, guest } = await aPair<number>({}, aLiveClient());
    const third = await aGuest<number>(host, { name: "Cleo" }, aLiveClient());
    await host.set(1);
    await host.freeze(true);
    await host.members.remove(guest.self.id);
    const late = await aGuest<number>(host, { name: "Dan" }, aLiveClient());
    await until(late, () => late.get() === 1);
    await until(third, () => third.epoch === host.epoch);
    expect([late.frozen, late.canWrite, third.canWrite]).toEqual([true, false, false]);
  });

  it("is frozen twice without a second statement, and by hosts only", async () => {
    const { host, guest } = await aPair({}, aLiveClient());
    await host.freeze(true);
    await host.freeze(true);
    await expect(guest.freeze(false)).rejects.toMatchObject({ code: "role_forbidden" });
    await expect(guest.end()).rejects.toMatchObject({ code: "role_forbidden" });
    expect([host.frozen, host.closed]).toEqual([true, null]);
  });

  it("that ended while a device was away tells it when it is opened", async () => {
    const client = aLiveClient();
    const { host, guest } = await aPair({}, client);
    await keyed(guest, 2);
    await guest.channel().append(bytes("kept"));
    guest.destroy();
    await host.end();
    const again = await client.open(guest.id);
    expect(again?.closed).toMatchObject({ reason: "ended", by: host.self.id });
    expect((await client.sessions()).map(({ id }) => id)).toEqual([guest.id]);
  });

  it("that ended lets nobody in", async () => {
    const host = await aSession(aLiveClient());
    const { link } = await anInvite(host);
    await host.end();
    await expect(aClient().join(link, { displayName: "Ben" })).rejects.toThrow();
  });
});
