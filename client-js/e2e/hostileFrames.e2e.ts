import { eventually, expect, test } from "./hostile/fixtures.js";
import { FRAME_LIES } from "./hostile/frameLies.js";
import { Insider } from "./hostile/insider.js";
import { inAnswersTo } from "./hostile/lie.js";
import { FIRST_STATE, letIn, meet } from "./hostile/meeting.js";
import { newKeys } from "./hostile/keys.js";
import { type Person } from "./hostile/person.js";

const MEMBERS = /\/members$/;

for (const [what, { frame, refusal }] of Object.entries(FRAME_LIES)) {
  test(`a broker that shows ${what} moves nobody`, async ({ hostile, host }) => {
    await host.createSession();
    const insider = await letIn(hostile, host);
    const state = { by: "Ana", move: "e4" };
    await host.set(state);
    const forged = await frame(insider, hostile.copyOf(insider.sid).frames(0));
    hostile.tell({ channel: (truth) => [...truth, forged] });
    await eventually(() => host.refused()).toEqual([{ seq: 3, reason: refusal }]);
    expect(await host.state()).toEqual(state);
    expect(await host.closed()).toBeNull();
  });
}

test("a viewer with a patched client does not write, whatever the broker does", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  const viewer = await letIn(hostile, host, "viewer");
  const frame = await viewer.sealState({ by: "Mallory" });
  await expect(viewer.write(frame)).rejects.toMatchObject({ code: "role_forbidden" });
  hostile.tell({ channel: (truth) => [...truth, frame] });
  for (const person of [host, guest]) {
    await eventually(() => person.refused()).toEqual([{ seq: 2, reason: "role" }]);
    expect(await person.state()).toEqual(FIRST_STATE);
  }
});

test("a broker that moves a frame to another session of the same member moves nobody", async ({
  hostile,
  host,
  guest,
}) => {
  const keys = await newKeys();
  await host.createSession();
  const elsewhere = await Insider.join(hostile, await host.invite(), keys);
  const frame = await elsewhere.sealState({ by: "Mallory" });
  await elsewhere.write(frame);
  await meet(host, guest);
  await Insider.join(hostile, await host.invite(), keys);
  await eventually(() => guest.members()).toHaveLength(3);
  hostile.tell({ channel: (truth) => [...truth, frame] });
  await eventually(() => guest.refused()).toEqual([{ seq: 2, reason: "does_not_open" }]);
  expect(await guest.state()).toEqual(FIRST_STATE);
});

/** What is served as the host's name frame, by what such a broker does. */
const NAME_LIES: Readonly<Record<string, (insider: Insider) => Promise<string>>> = {
  "gives a member the name of another": (insider) => insider.sealName("Mallory"),
  "lets a member name another": async (insider) =>
    (await insider.inTheNameOfTheHost()).sealName("Mallory"),
  "gives a member a state for a name": (insider) =>
    insider.sealState({ name: "Mallory", title: "" }),
};

for (const [what, name] of Object.entries(NAME_LIES)) {
  test(`a broker that ${what} is not believed`, async ({ hostile, host, guest }) => {
    await meet(host, guest);
    const insider = await letIn(hostile, host);
    await eventually(() => nameOfHost(guest)).toBe("Ana");
    const frame = await name(insider);
    const mid = await host.memberId();
    hostile.tell(
      inAnswersTo("GET", MEMBERS, () => ({ names: [{ mid, frame }] })),
      mid,
    );
    await guest.load();
    expect(await guest.open(insider.sid)).toBe("entered");
    expect(await nameOfHost(guest)).toBe("");
  });
}

async function nameOfHost(person: Person): Promise<string | undefined> {
  return (await person.members())[0]?.name;
}
