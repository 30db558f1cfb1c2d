import { describe, expect, it } from "vitest";

import {
  type Client,
  type HostSession,
  type Invite,
  type Json,
  type Knock,
  type Session,
  type Waiting,
} from "../../src/index.js";
import { NO_CHECKPOINT } from "../../src/noCheckpoint.js";
import { Roster } from "../../src/roster.js";
import { parseEntry } from "../../src/statementEntry.js";
import { writeHostStatement } from "../../src/statementWriter.js";
import { aDevice as aDeviceOfNumber } from "../sessionLog.js";
import { aClient, aDevice, anInvite, aPair, aSession, until } from "./people.js";
import { aWiredClient } from "./wire.js";

const BEN = { displayName: "Ben" };

/** Somebody who has pressed Join, and what the page shows of that. */
interface Knocking<S extends Json> {
  readonly joined: Promise<Session<S>>;
  readonly waiting: Waiting;
}

async function knockBy<S extends Json>(
  { link }: Invite,
  client: Client = aClient(),
): Promise<Knocking<S>> {
  let joined: Promise<Session<S>> | undefined;
  const waiting = await new Promise<Waiting>((resolve, reject) => {
    joined = client.join<S>(link, { ...BEN, onKnock: resolve });
    joined.catch(reject);
  });
  if (joined === undefined) {
    throw new Error("not joining");
  }
  return { joined, waiting };
}

function aKnockInvite(host: HostSession, maxUses = 1): Promise<Invite> {
  return anInvite(host, { requireApproval: true, maxUses });
}

/** Resolves when so many knock, and all of them have been answered. */
async function knocksOf(host: Session, count = 1): Promise<readonly Knock[]> {
  await until(
    host,
    () => host.knocks.length === count && host.knocks.every(({ emoji }) => emoji !== null),
  );
  return host.knocks;
}

async function theKnock(host: Session): Promise<Knock> {
  const [knock] = await knocksOf(host);
  if (knock === undefined) {
    throw new Error("nobody knocks");
  }
  return knock;
}

function isSettled(joined: Promise<Session>): Promise<boolean> {
  return Promise.race([joined.then(() => true), Promise.resolve(false)]);
}

async function emojiOf(waiting: Waiting): Promise<Waiting["emoji"]> {
  if (waiting.emoji === null) {
    await new Promise<void>((resolve) => waiting.onChange(resolve));
  }
  return waiting.emoji;
}

describe("who knocks", () => {
  it("is shown to the host with the names on both sides, and the same emoji", async () => {
    const host = await aSession();
    const { waiting } = await knockBy(await aKnockInvite(host));
    const knock = await theKnock(host);
    expect(knock).toMatchObject({ name: "Ben", inviteName: "Ben", openKnocks: 1 });
    expect(knock.emoji).toHaveLength(7);
    expect(await emojiOf(waiting)).toEqual(knock.emoji);
    expect(host.members.list()).toHaveLength(1);
  });

  it("reads and writes once it is admitted, and not before", async () => {
    const host = await aSession<string>();
    await host.set("inside");
    const { joined } = await knockBy<string>(await aKnockInvite(host));
    await (await theKnock(host)).admit();
    const guest = await joined;
    expect(guest.get()).toBe("inside");
    await guest.set("from the guest");
    await until(host, () => host.get() === "from the guest");
    await until(host, () => host.knocks.length === 0);
    expect(host.members.list()).toHaveLength(2);
  });

  it("is told when it is declined, and may knock again", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host);
    const device = aDevice();
    const { joined } = await knockBy(invite, aClient({ storage: device }));
    await (await theKnock(host)).decline();
    await expect(joined).rejects.toMatchObject({ code: "join_declined" });
    await until(host, () => host.knocks.length === 0);
    const again = await knockBy(invite, aClient({ storage: device }));
    await (await theKnock(host)).admit();
    expect((await again.joined).canWrite).toBe(true);
  });

  it("may not when the host has blocked the invite with that", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host, 2);
    const { joined } = await knockBy(invite);
    await (await theKnock(host)).decline({ block: true });
    await expect(joined).rejects.toMatchObject({ code: "join_declined" });
    await expect(aClient().join(invite.link, BEN)).rejects.toMatchObject({
      code: "invite_revoked",
    });
  });

  it("knows how many others do", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host, 2);
    await knockBy(invite);
    await knockBy(invite);
    const [first, second] = await knocksOf(host, 2);
    expect([first?.openKnocks, second?.openKnocks]).toEqual([2, 2]);
    expect(first?.emoji).not.toEqual(second?.emoji);
  });

  it("gets in by any host", async () => {
    const { host, guest: coHost } = await aPair({ role: "host" });
    const { joined } = await knockBy(await aKnockInvite(host));
    const knock = await theKnock(coHost);
    expect(knock).toMatchObject({ name: "", inviteName: null });
    await knock.admit();
    expect((await joined).role).toBe("editor");
  });

  it("is answered by another host when the one who invited it is away", async () => {
    const { host, guest: coHost } = await aPair({ role: "host" });
    const invite = await aKnockInvite(host);
    host.destroy();
    const { joined, waiting } = await knockBy(invite);
    const knock = await theKnock(coHost);
    expect(await emojiOf(waiting)).toEqual(knock.emoji);
    await knock.admit();
    expect((await joined).canWrite).toBe(true);
  });

  it("gets one answer when two hosts decide at once", async () => {
    const { host, guest: coHost } = await aPair({ role: "host" });
    const { joined } = await knockBy(await aKnockInvite(host));
    const [one, other] = [await theKnock(host), await theKnock(coHost)];
    const decisions = await Promise.allSettled([one.admit(), other.decline()]);
    const outcome = await joined.then(
      () => "in",
      () => "out",
    );
    const [admitted, declined] = decisions.map(({ status }) => status === "fulfilled");
    expect({ admitted, declined }).toEqual({
      admitted: outcome === "in",
      declined: outcome === "out",
    });
  });

  it("is admitted once by a host that says so twice", async () => {
    const host = await aSession();
    const { joined } = await knockBy(await aKnockInvite(host));
    const knock = await theKnock(host);
    await Promise.all([knock.admit(), knock.admit()]);
    await knock.admit();
    expect((await joined).canWrite).toBe(true);
  });

  it("can be made a host of, who can invite in turn", async () => {
    const host = await aSession();
    const invite = await anInvite(host, { role: "host", requireApproval: true });
    const { joined } = await knockBy(invite);
    await (await theKnock(host)).admit();
    const coHost = await joined;
    const { link } = await anInvite(coHost, { role: "viewer" });
    expect((await aClient().previewInvite(link)).host.name).toBe("Ben");
    expect((await aClient().join(link, { displayName: "Eve" })).role).toBe("viewer");
  });
});

describe("waiting", () => {
  it("goes on after a reload, with the same emoji and since then", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host);
    const device = aDevice();
    const before = await knockBy(invite, aClient({ storage: device }));
    const emoji = await emojiOf(before.waiting);
    const reloaded = aClient({ storage: device });
    expect((await reloaded.previewInvite(invite.link)).status).toBe("waiting");
    const { joined, waiting } = await knockBy(invite, reloaded);
    expect(waiting.since).toEqual(before.waiting.since);
    expect(await emojiOf(waiting)).toEqual(emoji);
    const knock = await theKnock(host);
    expect(knock.openKnocks).toBe(1);
    await knock.admit();
    expect((await joined).self.id).toBe((await before.joined).self.id);
  });

  it("ends in the session when the page was closed while the host decided", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host);
    const device = aDevice();
    const page = new AbortController();
    const left = aClient({ storage: device }).join(invite.link, { ...BEN, signal: page.signal });
    const knock = await theKnock(host);
    page.abort();
    await expect(left).rejects.toMatchObject({ code: "aborted" });
    await knock.admit();
    const guest = await aClient({ storage: device }).join(invite.link, BEN);
    expect(guest.self.id).toBe(knock.member);
  });

  it("survives a lost answer", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host);
    const { client, wire } = aWiredClient();
    let lost = 0;
    wire.onAnswer = ({ path }, answer) => {
      if (path === "/v1/joins" && lost++ === 0) {
        throw new TypeError("connection lost");
      }
      return answer;
    };
    await expect(client.join(invite.link, BEN)).rejects.toMatchObject({
      code: "broker_unreachable",
    });
    const { joined } = await knockBy(invite, client);
    await (await theKnock(host)).admit();
    expect((await joined).canWrite).toBe(true);
  });

  it("is shown to every call that waits, and ends for the one that is cancelled", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host);
    const client = aClient();
    const first = await knockBy(invite, client);
    const second = await knockBy(invite, client);
    first.waiting.cancel();
    await expect(first.joined).rejects.toMatchObject({ code: "aborted" });
    await (await theKnock(host)).admit();
    expect((await second.joined).canWrite).toBe(true);
  });

  it("is no membership yet", async () => {
    const host = await aSession();
    const client = aClient();
    await knockBy(await aKnockInvite(host), client);
    expect(await client.sessions()).toEqual([]);
    expect(await client.open(host.id)).toBeNull();
  });
});

describe("the broker alone lets nobody in:", () => {
  it("a joiner that is told it is in, and is not, goes on waiting", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host);
    const { client, wire } = aWiredClient();
    wire.onAnswer = ({ path }, answer) =>
      path === "/v1/joins" ? { ...answer, wraps: [] } : answer;
    const { joined, waiting } = await knockBy(invite, client);
    await emojiOf(waiting);
    expect(await isSettled(joined)).toBe(false);
    expect(await client.sessions()).toEqual([]);
    await (await theKnock(host)).admit();
    expect((await joined).canWrite).toBe(true);
  });

  it("an admit that no host signed is not believed", async () => {
    const { host, join } = await aLyingBroker(async (entries) => {
      const roster = await fold(entries);
      const member = roster.members().find(({ standing }) => standing === "pending");
      const mallory = await aDeviceOfNumber(9);
      if (member?.invite === undefined) {
        return entries;
      }
      const { invite: iid, entryHash, role } = member;
      const act = roster.nextAct(roster.pinnedHost, [], NO_CHECKPOINT);
      const admit = { type: "admit", ...act, iid, member: entryHash, role } as const;
      return [...entries, await writeHostStatement(admit, mallory.key)];
    });
    await expect(join()).rejects.toMatchObject({ code: "key_mismatch" });
    expect(host.members.list()).toHaveLength(1);
  });

  it("a knock is not believed a second time", async () => {
    const { host, join } = await aLyingBroker((entries) =>
      Promise.resolve([
        ...entries,
        ...entries.filter((entry) => parseEntry(entry).statement.type === "knock"),
      ]),
    );
    await knockBy(await aKnockInvite(host));
    await theKnock(host);
    await expect(join()).rejects.toMatchObject({ code: "key_mismatch" });
  });

  it("the admit of one who waits lets nobody else in", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host, 2);
    const both = [await knockBy(invite), await knockBy(invite)];
    const [knock] = await knocksOf(host, 2);
    const shown = await Promise.all(both.map(({ waiting }) => emojiOf(waiting)));
    const place = shown.findIndex(
      (emoji) => JSON.stringify(emoji) === JSON.stringify(knock?.emoji),
    );
    const [inside] = both.splice(place, 1);
    const [outside] = both;
    await knock?.admit();
    expect((await inside?.joined)?.self.id).toBe(knock?.member);
    expect(outside && (await isSettled(outside.joined))).toBe(false);
    expect(host.knocks).toHaveLength(1);
  });

  it("a joiner with other keys shows other emoji", async () => {
    const host = await aSession();
    const invite = await aKnockInvite(host, 2);
    const ben = await knockBy(invite);
    const shown = await emojiOf(ben.waiting);
    const mallory = await knockBy(invite);
    await emojiOf(mallory.waiting);
    const knocks = await knocksOf(host, 2);
    expect(
      knocks.filter(({ emoji }) => JSON.stringify(emoji) === JSON.stringify(shown)),
    ).toHaveLength(1);
  });
});

/** A broker that tells a joiner of another log than there is. */
async function aLyingBroker(
  lie: (entries: readonly string[]) => Promise<readonly string[]>,
): Promise<{ host: HostSession; join: () => Promise<Session> }> {
  const host = await aSession();
  const invite = await aKnockInvite(host);
  const { client, wire } = aWiredClient();
  wire.onAnswer = async ({ path }, answer) => {
    if (!path.includes("/members?after=0")) {
      return answer;
    }
    const statements = await lie(answer.statements as string[]);
    return { ...answer, statements, size: statements.length };
  };
  return { host, join: () => client.join(invite.link, BEN) };
}

async function fold(entries: readonly string[]): Promise<Roster> {
  const { statement } = parseEntry(entries[0] ?? "");
  let roster = Roster.begin(statement.sid);
  for (const entry of entries) {
    roster = await roster.apply(parseEntry(entry));
  }
  return roster;
}
