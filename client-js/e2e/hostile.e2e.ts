import { eventually, expect, test } from "./hostile/fixtures.js";
import { Insider } from "./hostile/insider.js";

test("a broker that tells the truth lets members share a state", async ({
  host,
  guest,
  hostile,
}) => {
  expect(await host.createSession()).toBe("entered");
  const link = await host.invite({ maxUses: 2 });
  expect(await guest.preview(link)).toBe("ready");
  expect(await guest.join(link)).toBe("entered");
  expect(await guest.state()).toEqual({ by: "Ana" });
  await guest.set({ by: "Ben" });
  await eventually(() => host.state()).toEqual({ by: "Ben" });
  const insider = await Insider.join(hostile, link);
  await insider.write(await insider.sealState({ by: "Mallory" }));
  await eventually(() => host.state()).toEqual({ by: "Mallory" });
  await eventually(() => guest.state()).toEqual({ by: "Mallory" });
  for (const person of [host, guest]) {
    expect(await person.alarms()).toEqual([]);
    expect(await person.refused()).toEqual([]);
    expect(await person.closed()).toBeNull();
  }
});
