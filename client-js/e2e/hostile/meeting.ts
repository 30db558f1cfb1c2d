import type { Role } from "../../src/index.js";
import { eventually, expect } from "./fixtures.js";
import { type HostileBroker } from "./hostileBroker.js";
import { Insider } from "./insider.js";
import { type Person, type SeenAlarm, type State } from "./person.js";

export const FIRST_STATE: State = { by: "Ana" };

/** Begins a session and lets the guest in; both have shared a state, and nothing was amiss. */
export async function meet(host: Person, guest: Person): Promise<void> {
  expect(await host.createSession()).toBe("entered");
  expect(await guest.join(await host.invite())).toBe("entered");
  await eventually(() => guest.state()).toEqual(FIRST_STATE);
  await eventually(() => host.members()).toHaveLength(2);
}

/** Lets a third in, of whom the two do not know what they are. */
export async function letIn(
  hostile: HostileBroker,
  host: Person,
  role: Role = "editor",
): Promise<Insider> {
  const insider = await Insider.join(hostile, await host.invite({ name: "Mallory", role }));
  await eventually(() => idsOf(host)).toContain(insider.keys.mid);
  return insider;
}

/** Who is in, as this person's client says. */
export async function idsOf(person: Person): Promise<readonly string[]> {
  return (await person.members()).map(({ id }) => id);
}

/** The alarm with which the person's client closed the session. */
export async function alarmOf(person: Person): Promise<SeenAlarm | undefined> {
  await eventually(() => person.closed()).toBe("dishonest_broker");
  return (await person.alarms()).at(-1);
}

/** Checks that the newest frame gave a fork away, and that the session goes on all the same. */
export async function expectFork(person: Person, hostile: HostileBroker): Promise<void> {
  await eventually(() => person.alarms()).not.toEqual([]);
  const [alarm] = await person.alarms();
  expect(alarm?.kind).toBe("fork");
  expect(alarm?.evidence).toContain(
    hostile
      .copyOf(await person.sessionId())
      .frames(0)
      .at(-1),
  );
  expect(await person.closed()).toBeNull();
}
