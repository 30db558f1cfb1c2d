import { eventually, expect, test } from "./hostile/fixtures.js";
import { inviteBy, joinBy } from "./hostile/forgeries.js";
import { Insider } from "./hostile/insider.js";
import { ADDED_LIES, lieInLog, NEWCOMER_LIES } from "./hostile/logLies.js";
import { alarmOf, expectFork, FIRST_STATE, idsOf, letIn, meet } from "./hostile/meeting.js";

for (const [what, lie] of Object.entries(ADDED_LIES)) {
  test(`a broker that ${what} is caught`, async ({ hostile, host, guest }) => {
    await meet(host, guest);
    const told = await lieInLog(lie);
    hostile.tell(told, await host.memberId());
    const alarm = await alarmOf(guest);
    const { entries } = hostile.copyOf(await host.sessionId());
    const forged = (await told.log(entries))[entries.length];
    expect(alarm).toMatchObject({ kind: "roster", evidence: [forged] });
    expect(await guest.members()).toHaveLength(2);
  });
}

for (const [what, lie] of Object.entries(NEWCOMER_LIES)) {
  test(`a broker that ${what} is caught by those who are in`, async ({ hostile, host, guest }) => {
    await meet(host, guest);
    const link = await host.invite();
    hostile.tell(await lieInLog(lie), await host.memberId());
    await Insider.join(hostile, link);
    expect(await alarmOf(guest)).toMatchObject({ kind: "roster" });
    expect(await guest.members()).toHaveLength(2);
    await eventually(() => host.members()).toHaveLength(3);
  });
}

test("a broker that takes an editor's word for a host's is caught by all", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  const { keys, sid } = await letIn(hostile, host);
  await eventually(() => guest.members()).toHaveLength(3);
  const { entries } = hostile.copyOf(sid);
  const { iid, entry } = await inviteBy(keys.mid, entries, keys);
  const join = await joinBy(iid, entry, entries, keys);
  hostile.tell({ log: (truth) => [...truth, entry, join] });
  for (const person of [host, guest]) {
    expect(await alarmOf(person)).toMatchObject({ kind: "roster", evidence: [entry] });
  }
});

test("a broker that drops a statement from the middle is caught by the next one", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  const copy = hostile.copyOf(await host.sessionId());
  const known = copy.entries.length;
  hostile.tell({ log: (truth) => truth.filter((_, i) => i !== known) }, await host.memberId());
  await host.invite();
  expect(await guest.closed()).toBeNull();
  await host.invite();
  expect(await alarmOf(guest)).toMatchObject({
    kind: "roster",
    evidence: [copy.entries[known + 1]],
  });
});

test("a broker that cuts the log is caught", async ({ hostile, host, guest }) => {
  await meet(host, guest);
  hostile.tell({ log: (truth) => truth.slice(0, -1) }, await host.memberId());
  expect(await alarmOf(guest)).toMatchObject({ kind: "rollback" });
});

test("a broker that hides a member from another is caught by the next frame", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  const link = await host.invite();
  const { entries } = hostile.copyOf(await host.sessionId());
  const shown = entries.length;
  hostile.tell({ log: (truth) => truth.slice(0, shown) }, await host.memberId());
  await Insider.join(hostile, link);
  await eventually(() => host.members()).toHaveLength(3);
  await host.set({ by: "Ana", move: "c4" });
  await expectFork(guest, hostile);
  expect(await guest.state()).toEqual({ by: "Ana", move: "c4" });
});

test("a broker that lets two in by an invite for one makes no member of the second", async ({
  hostile,
  host,
  guest,
}) => {
  await host.createSession();
  const link = await host.invite();
  const { insider, entry } = await Insider.sneakIn(hostile, link);
  expect(await guest.join(link)).toBe("entered");
  await eventually(() => host.members()).toHaveLength(2);
  const frame = await insider.sealState({ by: "Mallory" });
  hostile.tell({
    log: (truth) => [...truth, entry],
    channel: (truth) => [...truth, frame],
  });
  for (const person of [host, guest]) {
    await eventually(() => person.refused()).toEqual([{ seq: 2, reason: "not_a_member" }]);
    expect(await person.state()).toEqual(FIRST_STATE);
    expect(await idsOf(person)).toEqual([await host.memberId(), await guest.memberId()]);
  }
});
