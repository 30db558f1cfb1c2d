import { describe, expect, it } from "vitest";

import {
  type Comparison,
  type ComparisonRequest,
  type HostSession,
  type Session,
} from "../../src/index.js";
import { aClient, anInvite, aSession } from "./people.js";

/** A host and a guest who hear what is sent in passing. */
async function aLivePair(): Promise<{ host: HostSession; guest: Session }> {
  const host = await aSession(aClient({ streams: true }));
  const { link } = await anInvite(host);
  const guest = await aClient({ streams: true }).join(link, { displayName: "Ben" });
  return { host, guest };
}

async function compared(host: Session, guest: Session): Promise<[Comparison, Comparison]> {
  const request = guest.once("compare");
  const asking = host.compare(guest.self.id);
  const asked = (await request).accept();
  return Promise.all([asking, asked]);
}

/** Resolves when this session's list says so of the member. */
async function saysOf(session: Session, id: string, match: boolean): Promise<void> {
  const holds = (): boolean =>
    session.members
      .list()
      .some((member) => member.id === id && member.comparisons.some((it) => it.match === match));
  while (!holds()) {
    await session.once("members");
  }
}

describe("two members who compare", () => {
  it("see the same seven emoji", async () => {
    const { host, guest } = await aLivePair();
    const [asking, asked] = await compared(host, guest);
    expect(asking.emoji).toHaveLength(7);
    expect(asked.emoji).toEqual(asking.emoji);
    expect(asking.with.id).toBe(guest.self.id);
    expect(asked.with.id).toBe(host.self.id);
  });

  it("see other emoji the next time", async () => {
    const { host, guest } = await aLivePair();
    const [first] = await compared(host, guest);
    const [second] = await compared(guest, host);
    expect(second.emoji).not.toEqual(first.emoji);
  });

  it("tell everybody what they saw, and the newest counts", async () => {
    const { host, guest } = await aLivePair();
    const [asking, asked] = await compared(host, guest);
    await asking.confirm();
    await saysOf(guest, guest.self.id, true);
    expect(guest.members.list()[1]?.comparisons).toEqual([{ by: host.self.id, match: true }]);
    await asked.mismatch();
    await saysOf(host, host.self.id, false);
    await asking.mismatch();
    await saysOf(guest, guest.self.id, false);
  });

  it("see the same when both ask at once", async () => {
    const { host, guest } = await aLivePair();
    const requests: ComparisonRequest[] = [];
    for (const session of [host, guest]) {
      session.on("compare", (request) => {
        requests.push(request);
        void request.accept();
      });
    }
    const both = [host.compare(guest.self.id), guest.compare(host.self.id)];
    const [one, other] = await Promise.all(both);
    expect(other?.emoji).toEqual(one?.emoji);
  });
});

describe("who asks to compare", () => {
  it("is told when the other one declines", async () => {
    const { host, guest } = await aLivePair();
    const request = guest.once("compare");
    const asking = host.compare(guest.self.id);
    (await request).decline();
    await expect(asking).rejects.toMatchObject({ code: "compare_declined" });
  });

  it("can give up, and the other one is told", async () => {
    const { host, guest } = await aLivePair();
    const request = guest.once("compare");
    const giveUp = new AbortController();
    const asking = host.compare(guest.self.id, { signal: giveUp.signal });
    const asked = await request;
    giveUp.abort();
    await expect(asking).rejects.toMatchObject({ code: "aborted" });
    await expect(asked.accept()).rejects.toMatchObject({ code: "compare_declined" });
  });

  it("is refused for itself and for nobody", async () => {
    const { host } = await aLivePair();
    for (const id of [host.self.id, "A".repeat(22)]) {
      await expect(host.compare(id)).rejects.toMatchObject({ code: "member_unknown" });
    }
  });
});
