import { eventually, expect, test } from "./hostile/fixtures.js";
import { BackDoor } from "./hostile/backDoor.js";
import { inviteIdOf } from "./hostile/entrance.js";
import { Insider } from "./hostile/insider.js";
import { alarmOf } from "./hostile/meeting.js";

const MOVES = ["e4", "d4", "c4"];

test("a broker that shows a newcomer less than the invite saw is caught", async ({
  hostile,
  host,
  guest,
}) => {
  await host.createSession();
  for (const move of MOVES) {
    await host.set({ by: "Ana", move });
  }
  const link = await host.invite();
  hostile.tell({ channel: (truth) => truth.slice(0, 2) }, await host.memberId());
  expect(await guest.join(link)).toBe("entered");
  expect(await alarmOf(guest)).toMatchObject({ kind: "rollback" });
});

test("a broker that shows a newcomer other than the invite saw is caught", async ({
  hostile,
  host,
  guest,
}) => {
  await host.createSession();
  for (const move of MOVES) {
    await host.set({ by: "Ana", move });
  }
  const link = await host.invite();
  hostile.tell(
    { channel: ([first, second = ""]) => [first, second, second] },
    await host.memberId(),
  );
  expect(await guest.join(link)).toBe("entered");
  expect(await alarmOf(guest)).toMatchObject({ kind: "rollback" });
});

test("a broker that replays what a replace covers moves nobody", async ({
  hostile,
  host,
  guest,
}) => {
  await host.createSession();
  const insider = await Insider.join(hostile, await host.invite());
  await insider.write(await insider.sealState({ by: "Mallory" }));
  await eventually(() => host.state()).toEqual({ by: "Mallory" });
  const state = { by: "Ana", move: "e4" };
  await host.set(state);
  const mid = await host.memberId();
  hostile.tell({ channel: ([, , third]) => [undefined, undefined, third] }, mid);
  expect(await guest.join(await host.invite())).toBe("entered");
  expect(await guest.state()).toEqual(state);

  hostile.tell({ channel: ([, second, third]) => [undefined, undefined, third, second] }, mid);
  await eventually(() => guest.refused()).toEqual([{ seq: 4, reason: "counter" }]);
  expect(await guest.state()).toEqual(state);
});

test("a broker that offers a revoked invite as ready is caught by whoever joins", async ({
  hostile,
  host,
  guest,
}) => {
  await host.createSession();
  const link = await host.invite();
  const door = await BackDoor.open(hostile, link);
  await host.revoke(await inviteIdOf(link));
  hostile.tell(door, await host.memberId());
  expect(await guest.preview(link)).toBe("ready");
  expect(await guest.join(link)).toBe("key_mismatch");
});

test("a broker that hides a revocation from whoever joins shows them nothing that comes after", async ({
  hostile,
  host,
  guest,
}) => {
  await host.createSession();
  const link = await host.invite();
  const door = await BackDoor.open(hostile, link, (truth) => truth.slice(0, 3));
  await host.revoke(await inviteIdOf(link));
  hostile.tell(door, await host.memberId());
  expect(await guest.join(link)).toBe("entered");
  expect(await guest.state()).toEqual({ by: "Ana" });
  await host.set({ by: "Ana", move: "e4" });
  await eventually(() => guest.refused()).not.toEqual([]);
  expect(await guest.state()).toEqual({ by: "Ana" });
  expect(await host.members()).toHaveLength(1);
});
