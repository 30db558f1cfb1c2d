import { describe, expect, it } from "vitest";

import { parseEntry } from "../src/statementEntry.js";
import {
  aDevice,
  aFreeze,
  aLog,
  aRemoval,
  bytes,
  type Device,
  inviteKeys,
  type SessionLog,
} from "./sessionLog.js";

describe("a comparison", () => {
  it("is in the roster as it was said, in the order of the log", async () => {
    const { log, ben, eve } = await aLogOfThree();
    await log.take(log.compares(eve, ben));
    await log.take(log.compares(ben, eve, { match: false }));
    expect(log.roster.comparisons).toEqual([
      { by: eve.mid, mid: ben.mid, match: true, entry: 6 },
      { by: ben.mid, mid: eve.mid, match: false, entry: 7 },
    ]);
  });

  it("counts until its signer says another of the same member", async () => {
    const { log, ben, eve } = await aLogOfThree();
    await log.take(log.compares(ben, eve));
    await log.take(log.compares(ben, log.host));
    await log.take(log.compares(ben, eve, { match: false }));
    expect(log.roster.comparisons).toEqual([
      { by: ben.mid, mid: log.host.mid, match: true, entry: 7 },
      { by: ben.mid, mid: eve.mid, match: false, entry: 8 },
    ]);
  });

  it("is covered by the next host statement, and is none itself", async () => {
    const { log, ben, eve } = await aLogOfThree();
    const { nextHostNumber } = log.roster;
    const early = await log.says(aFreeze(false));
    await log.take(log.compares(ben, eve));
    expect(log.roster.nextHostNumber).toBe(nextHostNumber);
    expect(log.member(eve).standing).toBe("new");
    expect(await log.answerTo(early)).toBe("not_current");
  });

  it("cannot be shown once more after another one", async () => {
    const { log, ben, eve } = await aLogOfThree();
    const match = await log.take(log.compares(ben, eve));
    await log.take(log.compares(ben, eve, { match: false }));
    expect(await log.answerTo(match)).toBe("wrong_number");
  });

  it.each([0, 2, 65])("is refused with number %i where 1 is next", async (n) => {
    const { log, ben, eve } = await aLogOfThree();
    expect(await log.answerTo(log.compares(ben, eve, { n }))).toBe("wrong_number");
  });

  it("is said by a member who is in, and signed by them", async () => {
    const { log, ben, eve } = await aLogOfThree();
    const [stranger, pending] = [await aDevice(8), await aDevice(9)];
    await log.letIn(await inviteKeys(9), pending, { approval: true });
    expect(await log.answerTo(log.compares(stranger, ben))).toBe("unknown_member");
    expect(await log.answerTo(log.compares(pending, ben))).toBe("not_active");
    expect(await log.answerTo(log.compares(ben, eve, {}, eve))).toBe("bad_signature");
  });

  it("is about another member who is in", async () => {
    const { log, ben } = await aLogOfThree();
    const [stranger, pending] = [await aDevice(8), await aDevice(9)];
    await log.letIn(await inviteKeys(9), pending, { approval: true });
    for (const other of [stranger, pending, ben]) {
      expect(await log.answerTo(log.compares(ben, other))).toBe("unknown_member");
    }
  });

  it("names the very entry by which the other came in", async () => {
    const { log, ben, eve } = await aLogOfThree();
    const { entryHash: member } = log.member(log.host);
    expect(await log.answerTo(log.compares(ben, eve, { member }))).toBe("unknown_member");
    const old = log.member(eve).entryHash;
    const next = await aDevice(8);
    await log.take(log.move(eve, next));
    expect(await log.answerTo(log.compares(ben, next, { member: old }))).toBe("unknown_member");
    expect(await log.answerTo(log.compares(ben, eve))).toBe("unknown_member");
    expect(await log.answerTo(log.compares(ben, next))).toBe("taken");
  });

  it("is refused from and about a removed member, and stays from before", async () => {
    const { log, ben, eve } = await aLogOfThree();
    await log.take(log.compares(ben, eve));
    await log.take(log.says(aRemoval(log, [eve])));
    expect(await log.answerTo(log.compares(ben, eve))).toBe("unknown_member");
    expect(await log.answerTo(log.compares(eve, ben))).toBe("unknown_member");
    expect(log.roster.comparisons).toHaveLength(1);
  });

  it("is said at most 64 times by one member", async () => {
    const { log, ben, eve } = await aLogOfThree();
    for (let i = 0; i < 64; i++) {
      await log.take(log.compares(ben, i % 2 === 0 ? eve : log.host));
    }
    expect(await log.answerTo(log.compares(ben, eve))).toBe("too_many_compared");
    expect(await log.answerTo(log.compares(eve, ben))).toBe("taken");
  });

  it("leaves a roster as it was when the next one is folded", async () => {
    const { log, ben, eve } = await aLogOfThree();
    const before = log.roster;
    await before.apply(parseEntry(await log.compares(ben, eve)));
    expect(before.comparisons).toEqual([]);
    expect(before.nextComparedNumber(ben.mid)).toBe(1);
  });

  it("is read as it was written", async () => {
    const { log, ben, eve } = await aLogOfThree();
    const text = await log.compares(ben, eve, { member: bytes(32, 8), match: false });
    expect(parseEntry(text).statement).toEqual({
      type: "compared",
      sid: log.sid,
      by: ben.mid,
      n: 1,
      mid: eve.mid,
      member: bytes(32, 8),
      match: false,
    });
  });
});

/** A host and two editors; six entries. */
async function aLogOfThree(): Promise<{ log: SessionLog; ben: Device; eve: Device }> {
  const log = await aLog();
  const [ben, eve] = [await aDevice(2), await aDevice(3)];
  await log.letIn(await inviteKeys(1), ben);
  await log.letIn(await inviteKeys(2), eve);
  return { log, ben, eve };
}
