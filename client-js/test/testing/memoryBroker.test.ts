import { describe, expect, test } from "vitest";

import { createMemoryBroker, createPair, expectConverged, settled } from "../../src/testing.js";

describe("a memory broker", () => {
  test("two who change the state at once lose nothing", async () => {
    const { host, guest } = await createPair({ count: 0 });
    const more = (state?: { readonly count: number }): { count: number } => ({
      count: (state?.count ?? 0) + 1,
    });
    await Promise.all([host.update(more), guest.update(more), host.update(more)]);
    await expectConverged([host, guest]);
    expect(guest.get()).toEqual({ count: 3 });
  });

  test("only the first of two writes the first state", async () => {
    const broker = createMemoryBroker();
    const [ana, ben] = [broker.join("Ana", "host"), broker.join("Ben")];
    expect(await Promise.all([ana.initialize("a"), ben.initialize("b")])).toEqual([true, false]);
    await expectConverged([ana, ben]);
    expect(ben.get()).toBe("a");
  });

  test("what is written without a connection is brought when there is one again", async () => {
    const { host, guest } = await createPair<string>("before");
    guest.cut();
    const written = guest.set("after");
    await settled();
    expect([guest.status, guest.hasUnsyncedChanges, host.get()]).toEqual([
      "reconnecting",
      true,
      "before",
    ]);
    guest.reach();
    await written;
    await expectConverged([host, guest]);
    expect([host.get(), guest.hasUnsyncedChanges]).toEqual(["after", false]);
  });

  test("a held line moves nothing and says nothing", async () => {
    const { host, guest } = await createPair<string>("before");
    guest.held = true;
    await host.set("after");
    await settled();
    expect([guest.get(), guest.status]).toEqual(["before", "connected"]);
    guest.release();
    await expectConverged([host, guest]);
  });

  test("a delay takes its time by the broker’s own clock", async () => {
    const { broker, host, guest } = await createPair<string>("before");
    guest.delay(200);
    await host.set("after");
    await broker.clock.advance(199);
    expect(guest.get()).toBe("before");
    await broker.clock.advance(1);
    expect(guest.get()).toBe("after");
  });

  test("viewers are refused, and may write when they are editors", async () => {
    const broker = createMemoryBroker();
    const host = broker.join("Ana", "host");
    const viewer = broker.join("Vera", "viewer");
    await expect(viewer.set(1)).rejects.toMatchObject({ code: "role_forbidden" });
    await host.members.setRole(viewer.self.id, "editor");
    await viewer.set(2);
    await expectConverged([host, viewer]);
    expect(host.get()).toBe(2);
  });

  test("presence comes to the others and goes with its member", async () => {
    const { host, guest } = await createPair();
    guest.updatePresence({ at: 3 });
    await settled();
    expect(host.others.map(({ member, presence }) => [member.name, presence])).toEqual([
      ["Ben", { at: 3 }],
    ]);
    await guest.leave();
    await settled();
    expect(host.others).toEqual([]);
  });

  test("nobody can change a state that others hold", async () => {
    const { guest } = await createPair({ list: [1] });
    expect(() => {
      guest.get()?.list.push(2);
    }).toThrow(TypeError);
  });

  test("differing sessions are told apart, with what differs", async () => {
    const { host, guest } = await createPair<string>("before");
    guest.held = true;
    await host.set("after");
    await expect(expectConverged([host, guest])).rejects.toThrow(/Ana and Ben differ[^]*after/);
  });
});
