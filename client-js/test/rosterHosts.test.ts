import { describe, expect, it } from "vitest";

import { deriveSessionId } from "../src/sessionId.js";
import { parseEntry } from "../src/statementEntry.js";
import { StatementError } from "../src/statementError.js";
import { nextLogHash, startOfLog } from "../src/statementLog.js";
import {
  aChange,
  aDevice,
  aFreeze,
  aLog,
  anEmptyLog,
  anEpoch,
  anInvite,
  aRemoval,
  bytes,
  inviteKeys,
} from "./sessionLog.js";

describe("a roster at its beginning", () => {
  it("knows nobody before genesis", async () => {
    const { roster } = await anEmptyLog();
    expect(roster.size).toBe(0);
    expect(roster.logHash).toEqual(bytes(32, 0));
    expect(roster.members()).toEqual([]);
    expect(roster.epoch).toBe(0);
    expect(() => roster.pinnedHost).toThrow("no genesis");
    expect(() => roster.origin).toThrow("no genesis");
  });

  it("pins the host that the session ID names", async () => {
    const { roster, host, sid } = await aLog();
    expect(roster.sid).toBe(sid);
    expect(roster.pinnedHost).toBe(host.mid);
    expect(roster.member(host.mid)).toMatchObject({
      role: "host",
      standing: "confirmed",
      entry: 0,
    });
    expect(roster.origin).toBe("https://broker.example");
    expect(roster.ledgerKey).toEqual(host.signingKey);
    expect(roster.epoch).toBe(1);
    expect(roster.epochs.get(1)).toMatchObject({ commitment: bytes(32, 1), closing: [] });
    expect(roster.nextHostNumber).toBe(2);
  });

  it("refuses a genesis under the ID of another session", async () => {
    const log = await anEmptyLog();
    expect(await log.answerTo(log.genesis({ salt: bytes(16, 2) }))).toBe("session_not_pinned");
    const { signingKey } = await aDevice(2);
    expect(await log.answerTo(log.genesis({ signingKey }))).toBe("session_not_pinned");
  });

  it("refuses a genesis that another key signed", async () => {
    const log = await anEmptyLog();
    expect(await log.answerTo(log.genesis({}, await aDevice(2)))).toBe("bad_signature");
  });

  it("wants genesis, then a change, then no genesis again", async () => {
    const log = await anEmptyLog();
    expect(await log.answerTo(log.says(aChange()))).toBe("out_of_place");
    await log.take(log.genesis());
    expect(await log.answerTo(log.genesis())).toBe("out_of_place");
    expect(await log.answerTo(log.says(aFreeze()))).toBe("out_of_place");
    await log.take(log.says(aChange({ epoch: anEpoch(1, [log.host]) })));
    expect(await log.answerTo(log.genesis())).toBe("out_of_place");
  });

  it("wants a first change that gives the host the first key and does nothing else", async () => {
    const log = await anEmptyLog();
    await log.take(log.genesis());
    const epoch = anEpoch(1, [log.host]);
    const stranger = await aDevice(2);
    const invite = await inviteKeys(1);
    const role = { mid: log.host.mid, role: "host" } as const;
    const closing = [{ channel: 0, head: 1, hash: bytes(32, 1) }];
    for (const change of [
      aChange(),
      aChange({ epoch: anEpoch(2, [log.host]) }),
      aChange({ epoch: anEpoch(1, []) }),
      aChange({ epoch: anEpoch(1, [stranger]) }),
      aChange({ epoch: anEpoch(1, [log.host, stranger]) }),
      aChange({ epoch: anEpoch(1, [log.host], [invite]) }),
      aChange({ epoch, removed: [log.host.mid] }),
      aChange({ epoch, roles: [role] }),
      aChange({ epoch, revoked: [invite.iid] }),
      aChange({ epoch, closing }),
    ]) {
      expect(await log.answerTo(log.says(change))).toBe("first_change");
    }
    expect(await log.answerTo(log.says(aChange({ epoch })))).toBe("taken");
  });
});

describe("a host statement", () => {
  const freeze = aFreeze();

  it("is refused from another session", async () => {
    const log = await aLog();
    const sid = await deriveSessionId(log.host.signingKey, bytes(16, 2));
    expect(await log.answerTo(log.says(freeze, { act: { sid } }))).toBe("foreign_session");
  });

  it("is refused from a stranger, an editor and a removed host", async () => {
    const log = await aLog();
    const [editor, second] = [await aDevice(2), await aDevice(3)];
    expect(await log.answerTo(log.says(freeze, { by: editor }))).toBe("not_host");
    await log.letIn(await inviteKeys(1), editor);
    expect(await log.answerTo(log.says(freeze, { by: editor }))).toBe("not_host");
    await log.letIn(await inviteKeys(2), second, { role: "host" });
    await log.take(log.says(aRemoval(log, [second])));
    expect(await log.answerTo(log.says(freeze, { by: second }))).toBe("not_host");
  });

  it("counts from a member with role host, even before another host covers its entry", async () => {
    const log = await aLog();
    const second = await aDevice(2);
    await log.letIn(await inviteKeys(1), second, { role: "host" });
    expect(log.member(second).standing).toBe("new");
    await log.take(log.says(freeze, { by: second }));
    expect(log.roster.frozen).toBe(true);
  });

  it("is refused if another key signed it, or if it names another signer", async () => {
    const log = await aLog();
    const [second, stranger] = [await aDevice(2), await aDevice(3)];
    await log.letIn(await inviteKeys(1), second, { role: "host" });
    expect(await log.answerTo(log.says(freeze, { key: stranger.key }))).toBe("bad_signature");
    expect(await log.answerTo(log.says(freeze, { key: second.key }))).toBe("bad_signature");
  });

  it.each([1, 3, 0])("is refused with number %i where 2 is next", async (n) => {
    const log = await aLog();
    expect(await log.answerTo(log.says(freeze, { act: { n } }))).toBe("wrong_number");
  });

  it("is refused if somebody joined since it was signed", async () => {
    const log = await aLog();
    const invite = await inviteKeys(1);
    await log.take(log.says(anInvite(invite)));
    const late = await log.says(freeze);
    await log.take(log.join(invite, await aDevice(2)));
    expect(await log.answerTo(late)).toBe("not_current");
    expect(await log.answerTo(log.says(freeze))).toBe("taken");
  });

  it("shows a fork if a host signed two for one place", async () => {
    const log = await aLog();
    const other = await log.says(aFreeze(false));
    const first = await log.take(log.says(freeze));
    const refusal = log.roster.apply(parseEntry(other));
    await expect(refusal).rejects.toMatchObject({ reason: "fork", rival: 2 });
    expect(log.entries[2]).toBe(first);
  });

  it("shows a fork by a host that is none any more", async () => {
    const log = await aLog();
    const second = await aDevice(2);
    await log.letIn(await inviteKeys(1), second, { role: "host" });
    const hidden = await log.says(freeze, { by: second });
    await log.take(log.says(aRemoval(log, [second])));
    expect(await log.answerTo(hidden)).toBe("fork");
  });

  it("is no fork if the same text comes again", async () => {
    const log = await aLog();
    const again = await log.take(log.says(freeze));
    expect(await log.answerTo(again)).toBe("not_current");
  });

  it("is no fork if no host signed it, then or at all", async () => {
    const log = await aLog();
    const second = await aDevice(2);
    const early = await log.says(freeze, { by: second });
    const forged = await log.says(freeze, { key: second.key });
    await log.letIn(await inviteKeys(1), second, { role: "host" });
    expect(await log.answerTo(early)).toBe("not_current");
    expect(await log.answerTo(forged)).toBe("not_current");
  });

  it("freezes and thaws", async () => {
    const log = await aLog();
    await log.take(log.says(freeze));
    expect(log.roster.frozen).toBe(true);
    await log.take(log.says(aFreeze(false)));
    expect(log.roster.frozen).toBe(false);
  });

  it("is the last if it ends the session", async () => {
    const log = await aLog();
    await log.take(log.says({ type: "end" }));
    expect(log.roster.ended).toBe(true);
    expect(await log.answerTo(log.says(freeze))).toBe("ended");
  });
});

describe("the log hashes that a roster has had", () => {
  it("are the one of every size up to its own", async () => {
    const log = await aLog();
    let expected = startOfLog();
    expect(log.roster.logHashAt(0)).toEqual(expected);
    for (const [position, entry] of log.entries.entries()) {
      expected = await nextLogHash(log.sid, expected, entry);
      expect(log.roster.logHashAt(position + 1)).toEqual(expected);
      expect(log.roster.hasHad(expected)).toBe(true);
    }
    expect(log.roster.logHash).toEqual(expected);
    expect(log.roster.logHashAt(3)).toBeUndefined();
  });

  it("are no others", async () => {
    const log = await aLog();
    const before = log.roster;
    await log.take(log.says(aFreeze()));
    expect(before.hasHad(log.roster.logHash)).toBe(false);
    expect(log.roster.hasHad(before.logHash)).toBe(true);
  });
});

it("leaves a roster as it was when the next one is folded or refused", async () => {
  const log = await aLog();
  const before = log.roster;
  await log.letIn(await inviteKeys(1), await aDevice(2));
  await log.take(log.says(aChange({ roles: [{ mid: (await aDevice(2)).mid, role: "viewer" }] })));
  const refused = log.roster.apply(parseEntry(log.entries[2] ?? ""));
  await expect(refused).rejects.toBeInstanceOf(StatementError);
  expect(before.size).toBe(2);
  expect(before.members()).toHaveLength(1);
  expect(before.invites()).toEqual([]);
  expect(before.nextHostNumber).toBe(2);
});
