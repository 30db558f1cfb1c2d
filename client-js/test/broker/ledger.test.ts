import { describe, expect, it } from "vitest";

import { type LedgerEntryInfo, type Session } from "../../src/index.js";
import { MemoryStore } from "../../src/memoryStore.js";
import { parseEntry } from "../../src/statementEntry.js";
import { isHostStatement, type TreeHead } from "../../src/statement.js";
import { aClient, aGuest, anInvite, aPair, aSession, until } from "./people.js";
import { aWiredClient } from "./wire.js";

const seen = { timeout: 20_000 };

async function entriesOf({ ledger }: Session, from = 0): Promise<readonly LedgerEntryInfo[]> {
  const entries: LedgerEntryInfo[] = [];
  for await (const entry of ledger.entries({ from })) {
    entries.push(entry);
  }
  return entries;
}

function sizeOf({ ledger }: Session): number {
  return ledger.newest?.size ?? 0;
}

describe("a ledger", () => {
  it("says to a host who did what, by names, in the order in which it happened", async () => {
    const { host, guest, invite } = await aPair();
    await host.members.setRole(guest.self.id, "viewer");
    await until(host, () => host.members.list().every(({ name }) => name !== ""));
    const ana = { kind: "member", id: host.self.id, name: "Ana" };
    const ben = { kind: "member", id: guest.self.id, name: "Ben" };
    const acts = (await entriesOf(host)).filter(({ statement }) => statement !== null);
    expect(acts).toMatchObject([
      { type: "session.created", actor: ana, outcome: "ok", log: 0 },
      { type: "epoch.changed", actor: ana, object: "1" },
      { type: "invite.created", actor: ana, object: invite.id, objectName: "Ben" },
      { type: "member.joined", actor: ben, object: invite.id, outcome: "editor" },
      ...acts.slice(4, -1),
      { type: "member.role_changed", actor: ana, objectName: "Ben", outcome: "viewer" },
    ]);
    const indexes = acts.map(({ index }) => index);
    expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
    expect((await entriesOf(host, indexes[2]))[0]?.index).toBe(indexes[2]);
  });

  it("gives everybody who comes in a receipt, and a checkpoint that grows", async () => {
    const { host, guest } = await aPair();
    for (const session of [host, guest]) {
      expect(session.ledger.receipt).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
      expect(sizeOf(session)).toBeGreaterThan(0);
    }
    const before = sizeOf(host);
    await anInvite(host);
    await expect.poll(() => sizeOf(host), seen).toBeGreaterThan(before);
  });

  it("is named in what hosts sign and members seal", async () => {
    const { client, wire } = aWiredClient();
    const said: TreeHead[] = [];
    wire.onAnswer = ({ path }, answer) => {
      if (path.includes("/members?")) {
        for (const text of answer.statements as string[]) {
          const { statement } = parseEntry(text);
          said.push(...(isHostStatement(statement) ? [statement.checkpoint] : []));
        }
      }
      return answer;
    };
    const host = await aSession(client);
    await anInvite(host);
    await expect.poll(() => said.at(-1)?.size ?? 0, seen).toBeGreaterThan(0);
  });

  it("shows an editor what statements did, and nothing of its export", async () => {
    const { host, guest } = await aPair();
    await anInvite(host);
    const entries = await entriesOf(guest);
    expect(entries.map(({ type }) => type)).toContain("member.joined");
    const others = entries.filter(
      ({ statement, actor, object }) =>
        statement === null &&
        object !== guest.self.id &&
        !(actor.kind === "member" && actor.id === guest.self.id),
    );
    expect(others).toEqual([]);
    await expect(guest.ledger.export("bundle")).rejects.toMatchObject({ code: "role_forbidden" });
  });

  it("is all that an auditor sees, with pseudonyms", async () => {
    const host = await aSession();
    await host.set({ secret: "board" });
    const auditor = await aGuest(host, { role: "auditor", name: "Ada Lovelace" });
    expect(auditor.role).toBe("auditor");
    expect(auditor.get()).toBeUndefined();
    const entries = await entriesOf(auditor);
    expect(entries[0]).toMatchObject({
      type: "session.created",
      actor: { kind: "member", id: host.self.id, name: null },
    });
    expect(entries.map(({ type }) => type)).toContain("member.joined");
    const bundle = await (await auditor.ledger.export("bundle")).text();
    expect(bundle.split("\n")[0]).toContain('"kind":"ledger"');
    expect(bundle).not.toContain("Lovelace");
    await expect.poll(() => sizeOf(auditor), seen).toBeGreaterThan(0);
    expect(auditor.closed).toBeNull();
  });

  it("is verified as a whole by a host, who tells what is broken of it", async () => {
    const { host, guest } = await aPair();
    await host.freeze(true);
    const verdict = await host.ledger.verify();
    expect(verdict).toMatchObject({ ok: true });
    expect(sizeOf(host)).toBeGreaterThan(5);
    await expect(guest.ledger.verify()).rejects.toMatchObject({ code: "role_forbidden" });
  });

  it("is exported as lines that say the same as its entries", async () => {
    const { host } = await aPair({ name: "=1+1" });
    const lines = (await (await host.ledger.export("jsonl")).text()).trim().split("\n");
    const types = lines.map((line) => (JSON.parse(line) as LedgerEntryInfo).type);
    expect(types).toEqual(expect.arrayContaining(["session.created", "invite.created"]));
    const csv = (await (await host.ledger.export("csv")).text()).trim().split("\r\n");
    expect(csv[0]).toMatch(/^index,at,type,/);
    expect(csv.some((line) => line.includes(",'=1+1,"))).toBe(true);
  });

  it("is checked by host and guests through all that a session does, without an alarm", async () => {
    const { host, guest } = await aPair();
    const third = await aGuest(host, { name: "Cai", role: "viewer" });
    await host.freeze(true);
    await host.freeze(false);
    await host.members.setRole(third.self.id, "editor");
    await host.members.remove(third.self.id);
    await until(third, () => third.closed !== null);
    await guest.set({ by: "Ben" });
    const last = (await entriesOf(host)).filter(({ statement }) => statement !== null).at(-1);
    expect(last).toMatchObject({ type: "epoch.changed" });
    await expect.poll(() => sizeOf(host), seen).toBeGreaterThan(last?.index ?? Infinity);
    expect([host.closed, guest.closed]).toEqual([null, null]);
    expect(third.closed?.alarm).toBeNull();
  });

  it("leaves nothing behind on a device that leaves", async () => {
    const storage = new MemoryStore();
    const host = await aSession();
    const guest = await aGuest(host, {}, aClient({ storage }));
    expect(await storage.entries("ledger/")).not.toEqual([]);
    await guest.leave();
    expect(await storage.entries("ledger/")).toEqual([]);
  });
});
