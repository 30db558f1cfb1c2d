import { eventually, expect, test } from "./hostile/fixtures.js";
import { inAnswersTo } from "./hostile/lie.js";
import { alarmOf, expectFork, FIRST_STATE, letIn, meet } from "./hostile/meeting.js";

const CHANNEL = /\/channels\/0$/;

test("a broker that leaves out a frame is caught", async ({ hostile, host, guest }) => {
  await meet(host, guest);
  const insider = await letIn(hostile, host);
  hostile.tell({ channel: (truth) => truth.slice(0, 1) }, await host.memberId());
  for (const move of ["e4", "d4", "c4"]) {
    await insider.write(await insider.sealState({ by: "Mallory", move }));
  }
  const [, second, , fourth] = hostile.copyOf(insider.sid).frames(0);
  hostile.tell(
    { channel: (truth) => truth.map((frame, i) => (i === 2 ? undefined : frame)) },
    await host.memberId(),
  );
  expect(await alarmOf(guest)).toMatchObject({ kind: "gap", evidence: [second, fourth] });
  expect(await guest.state()).toEqual(FIRST_STATE);
});

test("a broker that keeps back a frame of which it names the number is caught", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  hostile.tell({ channel: (truth) => [...truth, undefined] }, await host.memberId());
  expect(await alarmOf(guest)).toMatchObject({ kind: "gap" });
});

test("a broker that leaves out a frame and closes the gap is caught by the next honest frame", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  const insider = await letIn(hostile, host);
  hostile.tell({ channel: (truth) => truth.filter((_, i) => i !== 2) }, await host.memberId());
  const frames: string[] = [];
  for (const move of ["e4", "d4", "c4"]) {
    frames.push(await insider.sealState({ by: "Mallory", move }));
  }
  for (const frame of frames) {
    await insider.write(frame);
  }
  await eventually(() => host.state()).toEqual({ by: "Mallory", move: "c4" });
  await eventually(() => guest.state()).toEqual({ by: "Mallory", move: "c4" });
  expect(await guest.alarms()).toEqual([]);
  await host.set({ by: "Ana", move: "f4" });
  await eventually(() => guest.state()).toEqual({ by: "Ana", move: "f4" });
  await expectFork(guest, hostile);
});

test("a broker that leaves out a frame for one is given away by what that one writes", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  const insider = await letIn(hostile, host);
  hostile.tell(
    {
      channel: (truth) => truth.filter((_, i) => i !== 1),
      ...inAnswersTo("PUT", CHANNEL, ({ seq }) => ({ seq: Number(seq) - 1 })),
    },
    await host.memberId(),
  );
  const frames = [
    await insider.sealState({ by: "Mallory", move: "e4" }),
    await insider.sealState({ by: "Mallory", move: "d4" }),
  ];
  for (const frame of frames) {
    await insider.write(frame);
  }
  await eventually(() => guest.state()).toEqual({ by: "Mallory", move: "d4" });
  await guest.set({ by: "Ben", move: "c4" });
  await eventually(() => host.state()).toEqual({ by: "Ben", move: "c4" });
  expect(await guest.alarms()).toEqual([]);
  await expectFork(host, hostile);
});

test("a broker that swaps two frames is caught by the next honest frame", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  const insider = await letIn(hostile, host);
  hostile.tell({ channel: (truth) => truth.slice(0, 1) }, await host.memberId());
  const first = await insider.sealState({ by: "Mallory", move: "e4" });
  const second = await insider.as(insider.keys).sealState({ by: "Mallory", move: "d4" });
  await insider.write(first);
  await insider.write(second);
  await eventually(() => host.state()).toEqual({ by: "Mallory", move: "d4" });
  hostile.tell(
    {
      channel: ([one = "", two = "", three = "", ...rest]) => [one, three, two, ...rest],
    },
    await host.memberId(),
  );
  await eventually(() => guest.state()).toEqual({ by: "Mallory", move: "e4" });
  expect(await guest.alarms()).toEqual([]);
  await host.set({ by: "Ana", move: "f4" });
  await eventually(() => guest.state()).toEqual({ by: "Ana", move: "f4" });
  await expectFork(guest, hostile);
});

test("a broker that swaps two frames of one connection shows the second only", async ({
  hostile,
  host,
  guest,
}) => {
  await meet(host, guest);
  const insider = await letIn(hostile, host);
  const early = await insider.sealState({ by: "Mallory", move: "e4" });
  const late = await insider.sealState({ by: "Mallory", move: "d4" });
  hostile.tell({ channel: (truth) => [...truth, late, early] });
  await eventually(() => guest.refused()).toEqual([{ seq: 3, reason: "counter" }]);
  expect(await guest.state()).toEqual({ by: "Mallory", move: "d4" });
});
