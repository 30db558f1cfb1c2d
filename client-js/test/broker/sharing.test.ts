import { describe, expect, it } from "vitest";

import { type Change, type Json, type Session } from "../../src/index.js";
import { aClient, anInvite, aPair, aSession, until } from "./people.js";

describe("host and guest", () => {
  it("share what either writes", async () => {
    const { host, guest } = await aPair<Record<string, string>>();
    await host.set({ move: "e4" });
    await guest.update((state) => ({ ...state, reply: "e5" }));
    expect(guest.get()).toEqual({ move: "e4", reply: "e5" });
    await until(host, () => host.get()?.reply === "e5");
    expect(host.get()).toEqual({ move: "e4", reply: "e5" });
  });

  it("see who made a change, and its version", async () => {
    const { host, guest } = await aPair<number>();
    const changes: [number, Change][] = [];
    host.onChange((state, change) => changes.push([state, change]));
    await guest.set(1);
    await until(host, () => host.get() === 1);
    await host.set(2);
    expect(changes.map(([state, { version, by }]) => [state, version, by.id, by.self])).toEqual([
      [1, 1, guest.self.id, false],
      [2, 2, host.self.id, true],
    ]);
  });

  it("see each other's names and roles, which the broker cannot read", async () => {
    const { host, guest, invite } = await aPair({ role: "editor" });
    await until(host, () => host.members.list()[1]?.name === "Ben");
    await until(guest, () => guest.members.list()[0]?.name === "Ana");
    expect(guest.title).toBe("Roadmap");
    expect(host.members.list()).toEqual(
      guest.members.list().map((member) => ({ ...member, self: !member.self })),
    );
    expect(host.members.list().map(({ role, inviteId }) => ({ role, inviteId }))).toEqual([
      { role: "host", inviteId: null },
      { role: "editor", inviteId: invite.id },
    ]);
  });

  it("lose no update when both write at the same time", async () => {
    const { host, guest } = await aPair<number>();
    await host.set(0);
    const fifty = async (session: Session<number>): Promise<void> => {
      for (let i = 0; i < 50; i++) {
        await session.update((state) => (state ?? 0) + 1);
      }
    };
    await Promise.all([fifty(host), fifty(guest)]);
    await Promise.all([host, guest].map((session) => until(session, () => session.get() === 100)));
    expect([host.get(), guest.get()]).toEqual([100, 100]);
  }, 60_000);

  it("and a newcomer see the same after many writes at once", async () => {
    const { host, guest } = await aPair<string>({ maxUses: 3 });
    const [info] = await host.invites.list();
    const link = info?.invite?.link ?? "";
    const third = await aClient().join<string>(link, { displayName: "Cleo" });
    const writes = [host, guest, third].flatMap((session, i) =>
      Array.from({ length: 15 }, (_, n) => session.set(`${String(i)}-${String(n)}`)),
    );
    await Promise.all(writes);
    const newcomer = await aClient().join<string>(link, { displayName: "Dan" });
    const all = [host, guest, third];
    await Promise.all(all.map((session) => until(session, () => session.get() === newcomer.get())));
    expect(newcomer.get()).toMatch(/^[012]-14$/);
    expect([...all, newcomer].map(({ closed }) => closed)).toEqual([null, null, null, null]);
  });

  it("write the first state once, whoever is faster", async () => {
    const { host, guest } = await aPair<string>();
    const won = await Promise.all([
      host.initialize("the host's"),
      guest.initialize(() => "the guest's"),
    ]);
    expect([...won].sort()).toEqual([false, true]);
    const first = won[0] ? "the host's" : "the guest's";
    expect([host.get(), guest.get()]).toEqual([first, first]);
  });
});

describe("a state", () => {
  it("is undefined before the first write, and frozen after it", async () => {
    const session = await aSession<{ list: number[] }>();
    expect(session.get()).toBeUndefined();
    await session.set({ list: [1] });
    expect(() => session.get()?.list.push(2)).toThrow(TypeError);
  });

  it.each<readonly [string, Json]>([
    ["null", null],
    ["a text", "😀 \u2028"],
    ["a fraction", 1.5e-7],
    ["nested", { a: [{ b: { c: [[[[[[[[1]]]]]]]] } }] }],
    ["with an odd name", { ["__proto__"]: 1, "": 2 }],
  ])("can be %s", async (_, state) => {
    const session = await aSession();
    await session.set(state);
    expect(session.get()).toEqual(state);
  });

  it("that is larger than a frame is refused, and the session goes on", async () => {
    const session = await aSession<string>();
    await expect(session.set("x".repeat(270_000))).rejects.toMatchObject({
      code: "state_too_large",
    });
    await session.set("small");
    expect(session.get()).toBe("small");
  });

  it("that the creator gives is there at once", async () => {
    const session = await aClient().createSession({
      displayName: "Ana",
      title: "Roadmap",
      initialState: { items: [] },
    });
    expect(session.get()).toEqual({ items: [] });
  });

  it("that a joiner gives does not replace what is there", async () => {
    const host = await aSession<string>();
    await host.set("the host's");
    const { link } = await anInvite(host);
    const guest = await aClient().join(link, { displayName: "Ben", initialState: "the guest's" });
    expect(guest.get()).toBe("the host's");
  });
});

describe("a viewer", () => {
  it("reads and cannot write", async () => {
    const { host, guest } = await aPair<string>({ role: "viewer" });
    await host.set("look");
    await until(guest, () => guest.get() === "look");
    expect([guest.role, guest.canWrite, guest.invites]).toEqual(["viewer", false, null]);
    const refused = { code: "role_forbidden" };
    await expect(guest.set("no")).rejects.toMatchObject(refused);
    await expect(guest.update(() => "no")).rejects.toMatchObject(refused);
    await expect(guest.initialize("no")).rejects.toMatchObject(refused);
    expect(host.get()).toBe("look");
  });
});

describe("a call", () => {
  it("ends when its signal is aborted, and its write does not happen", async () => {
    const session = await aSession<number>();
    const signal = AbortSignal.abort();
    await expect(session.set(1, { signal })).rejects.toMatchObject({ code: "aborted" });
    await expect(session.update(() => 1, { signal })).rejects.toMatchObject({ code: "aborted" });
    expect(session.get()).toBeUndefined();
  });

  it("that throws in its update changes nothing and holds up nobody", async () => {
    const session = await aSession<number>();
    await session.set(1);
    const update = session.update(() => {
      throw new Error("no idea");
    });
    await expect(update).rejects.toThrow("no idea");
    await session.set(2);
    expect(session.get()).toBe(2);
  });
});
