import { eventually, expect, test } from "./hostile/fixtures.js";
import { Insider } from "./hostile/insider.js";
import { type Lie } from "./hostile/lie.js";
import { HOST_LIES, lieInLog } from "./hostile/logLies.js";
import { alarmOf, meet } from "./hostile/meeting.js";
import { type Person, type SeenAlarm } from "./hostile/person.js";

/** The alarm that a lie raises in somebody who comes back, or undefined. */
async function afterReload(
  guest: Person,
  sid: string,
  tell: () => void,
): Promise<SeenAlarm | undefined> {
  await guest.load();
  tell();
  expect(await guest.open(sid)).toBe("entered");
  return alarmOf(guest);
}

test("a broker that tells the truth lets a member come back", async ({ host, guest }) => {
  await meet(host, guest);
  await guest.load();
  expect(await guest.open(await host.sessionId())).toBe("entered");
  await host.set({ by: "Ana", move: "e4" });
  await eventually(() => guest.state()).toEqual({ by: "Ana", move: "e4" });
  expect(await guest.alarms()).toEqual([]);
});

for (const [what, lie] of Object.entries(HOST_LIES)) {
  test(`a broker that ${what} is caught by who comes back`, async ({ hostile, host, guest }) => {
    await meet(host, guest);
    const mid = await host.memberId();
    const told = await lieInLog(lie);
    const alarm = await afterReload(guest, await host.sessionId(), () => {
      hostile.tell(told, mid);
    });
    expect(alarm).toMatchObject({ kind: "roster" });
    expect(alarm?.evidence).toHaveLength(1);
  });
}

/** By what such a broker does. Each is a log or a channel that could have been. */
const OLD_TRUTHS: Readonly<Record<string, Lie>> = {
  "serves an older log": { log: (truth) => truth.slice(0, -1) },
  "serves two joins in the other order": {
    log: (truth) => [...truth.slice(0, -2), ...truth.slice(-2).reverse()],
  },
  "serves an older channel": { channel: (truth) => truth.slice(0, -1) },
  "serves two frames in the other order": {
    channel: (truth) => [...truth.slice(0, -2), ...truth.slice(-2).reverse()],
  },
};

for (const [what, lie] of Object.entries(OLD_TRUTHS)) {
  test(`a broker that ${what} is caught by who comes back`, async ({ hostile, host, guest }) => {
    await meet(host, guest);
    const link = await host.invite({ maxUses: 2 });
    const insider = await Insider.join(hostile, link);
    await Insider.join(hostile, link);
    const first = await insider.sealState({ by: "Mallory", move: "e4" });
    const second = await insider.as(insider.keys).sealState({ by: "Mallory", move: "d4" });
    await insider.write(first);
    await insider.write(second);
    await eventually(() => guest.state()).toEqual({ by: "Mallory", move: "d4" });
    await eventually(() => guest.members()).toHaveLength(4);
    const mid = await host.memberId();
    const alarm = await afterReload(guest, insider.sid, () => {
      hostile.tell(lie, mid);
    });
    expect(alarm).toMatchObject({ kind: "rollback" });
  });
}
