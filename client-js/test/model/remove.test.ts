import { describe, expect, it } from "vitest";

import { commitment, randomEpochKey } from "../../src/epochKey.js";
import { parseFrame } from "../../src/frame.js";
import { openFrame } from "../../src/frameOpener.js";
import { OpenError } from "../../src/openError.js";
import { aChannelOfThree, CHANNEL, type ChannelLog } from "../channelLog.js";
import {
  aChange,
  aDevice,
  aFreeze,
  aLogWithInvite,
  anEpoch,
  aRemoval,
  type Device,
  type SessionLog,
} from "../sessionLog.js";

// The broker is the attacker, as in crypto/model; each switch there takes away what is tested here.
describe("remove.pv: a colluding broker and a removed editor", () => {
  it("KEEP_INVITE: find no link left open that the editor came by", async () => {
    const { log, invite } = await aLogWithInvite({ uses: 2 });
    const [ben, again] = [await aDevice(2), await aDevice(3)];
    await log.take(log.join(invite, ben));
    const removal = aRemoval(log, [ben]);
    const leaving = { ...removal, revoked: [] };
    expect(await log.answerTo(log.says(leaving))).toBe("invite_left_open");
    await log.take(log.says(removal));
    expect(await log.answerTo(log.join(invite, again))).toBe("invite_revoked");
    const wrapping = aChange({ epoch: anEpoch(3, [log.host], [invite]) });
    expect(await log.answerTo(log.says(wrapping))).toBe("epoch_invite");
  });

  it("RATCHET: open nothing of the next epoch with what they have of the last", async () => {
    const channel = await aChannelOfThree();
    const { session, epochKeys } = channel;
    const old = epochKeys.get(1) ?? randomEpochKey();
    await removeEditor(channel);
    const { frame } = await channel.take(channel.append(session.host));
    const opened = openFrame(session.sid, parseFrame(frame), old, session.host.signingKey);
    await expect(opened).rejects.toBeInstanceOf(OpenError);
    const next = [randomEpochKey(), randomEpochKey()];
    const [one, other] = await Promise.all(next.map((key) => commitment(session.sid, 2, key)));
    expect(one).not.toEqual(other);
  });

  it("NO_CLOSING_HEAD: slip nothing into what the old epoch holds", async () => {
    const channel = await aChannelOfThree();
    const late = await channel.append(channel.editor);
    await removeEditor(channel);
    expect((await channel.verdictOn(late)).frame).toBe("not_a_member");
  });
});

describe("order.pv: a colluding broker and a demoted editor", () => {
  it("NO_ORDER: get no role back that was given before", async () => {
    const { log, invite } = await aLogWithInvite({ role: "viewer" });
    const ben = await aDevice(2);
    await log.take(log.join(invite, ben));
    const promotion = await log.take(log.says(role(ben, "editor")));
    await log.take(log.says({ ...role(ben, "viewer"), epoch: anEpoch(2, [log.host, ben]) }));
    expect(await log.answerTo(promotion)).toBe("not_current");
    expect(log.roster.roleAt(ben.mid, 0, 1)).toBe("viewer");
  });
});

describe("link.pv: a colluding broker and whoever finds a used link", () => {
  it("HOST_DID_NOT_SEE: have the next key wrapped to no link that is used up", async () => {
    const { log, invite } = await aLogWithInvite();
    const unseeing = await log.says(aChange({ epoch: anEpoch(2, [log.host], [invite]) }));
    await log.take(log.join(invite, await aDevice(2)));
    expect(await log.answerTo(unseeing)).toBe("not_current");
    const seeing = aChange({ epoch: anEpoch(2, [log.host], [invite]) });
    expect(await log.answerTo(log.says(seeing))).toBe("epoch_invite");
  });

  it("NO_ROSTER_IN_EPOCH: show no ghost in the place of whoever joined first", async () => {
    const { log, invite } = await aLogWithInvite();
    const [ben, ghost] = [await aDevice(2), await aDevice(9)];
    const other = await aCopyOf(log);
    await log.take(log.join(invite, ben));
    const covering = await log.take(log.says(aFreeze(false)));
    await other.take(other.join(invite, ghost));
    expect(await other.answerTo(covering)).toBe("not_current");
    await log.take(log.join(invite, ghost));
    await log.take(log.says(aFreeze(false)));
    expect(log.member(ghost).standing).toBe("surplus");
  });
});

function role(device: Device, to: "editor" | "viewer") {
  return aChange({ roles: [{ mid: device.mid, role: to }] });
}

async function removeEditor(channel: ChannelLog): Promise<void> {
  const { head, hash } = channel.honest;
  const removal = aRemoval(channel.session, [channel.editor]);
  const closing = [{ channel: CHANNEL, head, hash }];
  await channel.session.take(channel.session.says({ ...removal, closing }));
  channel.epochKeys.set(2, randomEpochKey());
}

async function aCopyOf(log: SessionLog): Promise<SessionLog> {
  const { log: copy } = await aLogWithInvite();
  expect(copy.entries).toEqual(log.entries);
  return copy;
}
