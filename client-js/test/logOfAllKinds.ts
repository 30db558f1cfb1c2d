import {
  aChange,
  aDevice,
  aFreeze,
  aLog,
  anEpoch,
  aRemoval,
  bytes,
  inviteKeys,
  type SessionLog,
} from "./sessionLog.js";

/** One log with an entry of every kind. */
export async function aLogOfAllKinds(): Promise<SessionLog> {
  const log = await aLog();
  const [ben, eve, next] = [await aDevice(2), await aDevice(3), await aDevice(4)];
  const [open, approval] = [await inviteKeys(1), await inviteKeys(2)];
  await log.letIn(open, ben);
  await log.letIn(approval, eve, { approval: true });
  const eveIs = { iid: approval.iid, member: log.member(eve).entryHash };
  await log.take(log.says({ type: "knock", ...eveIs, nonce: bytes(16, 1) }));
  await log.take(log.says({ type: "admit", ...eveIs, role: "editor" }));
  await log.take(log.move(ben, next));
  await log.take(log.says({ type: "revoke", invites: [open.iid] }));
  await log.take(log.says({ ...aRemoval(log, [eve]), epoch: anEpoch(2, [log.host, next]) }));
  await log.take(log.says(aChange({ roles: [{ mid: next.mid, role: "viewer" }] })));
  await log.take(log.says(aFreeze()));
  await log.take(log.compares(next, log.host));
  await log.take(log.says({ type: "end" }));
  return log;
}
