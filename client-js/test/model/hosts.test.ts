import { describe, expect, it } from "vitest";

import { deriveSessionId } from "../../src/sessionId.js";
import {
  aDevice,
  aLog,
  aLogWithInvite,
  anEpoch,
  aChange,
  anInvite,
  bytes,
  inviteKeys,
} from "../sessionLog.js";

// The broker is the attacker, as in crypto/model; each switch there takes away what is tested here.
describe("cohost.pv: a colluding broker", () => {
  it("ANY_MEMBER: lets nobody in by the invite of an editor", async () => {
    const log = await aLog();
    const [editor, theirs] = [await aDevice(2), await inviteKeys(9)];
    await log.letIn(await inviteKeys(1), editor);
    expect(await log.answerTo(log.says(anInvite(theirs), { by: editor }))).toBe("not_host");
    expect(await log.answerTo(log.join(theirs, await aDevice(9)))).toBe("unknown_invite");
  });

  it("NO_SID: lists no device by its joining of another session", async () => {
    const { log, invite } = await aLogWithInvite({ role: "host" });
    const sid = await deriveSessionId(log.host.signingKey, bytes(16, 2));
    expect(await log.answerTo(log.join(invite, await aDevice(2), { sid }))).toBe("foreign_session");
  });
});

describe("evade.pv: a colluding broker and an invitee", () => {
  it("NO_POP: have the next key wrapped to no wrap key but the device's own", async () => {
    const { log, invite } = await aLogWithInvite({ uses: 2 });
    const [ben, mallory] = [await aDevice(2), await aDevice(9)];
    const disguised = log.join(
      invite,
      { ...ben, wrapKey: mallory.wrapKey },
      {},
      { device: mallory },
    );
    expect(await log.answerTo(disguised)).toBe("bad_signature");
    await log.take(log.join(invite, ben));
    await log.take(log.says(aChange({ epoch: anEpoch(2, [log.host, ben]) })));
    const recipients = [...(log.roster.epochs.get(2)?.members ?? [])];
    const wrapKeys = recipients.map((mid) => log.roster.member(mid)?.wrapKey);
    expect(wrapKeys).toEqual([log.host.wrapKey, ben.wrapKey]);
  });
});
