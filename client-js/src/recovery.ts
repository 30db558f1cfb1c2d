import type { Broker } from "./broker.js";
import type { Bytes } from "./bytes.js";
import { type Device, openDevice } from "./device.js";
import { deviceKeysOf } from "./deviceKeys.js";
import { BrokerError } from "./errors.js";
import { lookUpInvite } from "./inviteLookup.js";
import { parseInviteLink } from "./inviteLink.js";
import type { Invite } from "./invites.js";
import { type Entered, Joining } from "./joining.js";
import { deriveMemberId } from "./memberId.js";
import { storeMembership } from "./membership.js";
import { MemoryStore } from "./memoryStore.js";
import { OpenWait } from "./openWait.js";
import { openRecoveryFile, type RecoveryMember, sealRecoveryFile } from "./recoveryFile.js";
import { readVerifyingKey } from "./verifyingKey.js";

// A host joins its own session once more, as a member that lies in a file and on no device: it gets
// every later key, and is as much a host as its maker was.

const SEED_BYTES = 32;

/** Joins by an invite of role host, and seals the member that comes of it. */
export async function makeRecoveryFile(
  broker: Broker,
  { link }: Invite,
  displayName: string,
  passphrase: string,
  clock: () => number,
  signal: AbortSignal,
): Promise<Bytes> {
  const signingSeed = randomSeed();
  const wrapSeed = randomSeed();
  const nowhere = await openDevice({ storage: new MemoryStore() });
  const keys = (): ReturnType<typeof deviceKeysOf> => deviceKeysOf(signingSeed, wrapSeed);
  const joining = new Joining(broker, nowhere, clock, keys);
  const found = await lookUpInvite(broker, parseInviteLink(link), signal);
  const { stored } = await joining.join(found, displayName, new OpenWait(), signal);
  const { sid, via, origin, title, role } = stored;
  const { epochKeys } = await nowhere.memberships.restore(stored);
  const hostKey = readVerifyingKey(stored.hostKey);
  const belongings = { via, hostKey, displayName, title, role, epochKeys };
  return sealRecoveryFile({ sid, origin, signingSeed, wrapSeed, ...belongings }, passphrase);
}

/** Puts the member of the file on this device, if it is not there already. */
export async function recoverMember(
  broker: Broker,
  device: Device,
  file: Bytes,
  passphrase: string,
  now: number,
): Promise<Entered> {
  const member = await openRecoveryFile(file, passphrase);
  if (member.origin !== broker.origin) {
    throw new BrokerError("origin_mismatch", `the session belongs to ${member.origin}`);
  }
  const { memberships } = device;
  const stored = await memberships.keep(await membershipOf(device, member, now));
  const membership = await memberships.restore(stored);
  for (const [epoch, key] of member.epochKeys) {
    await memberships.addEpochKey(membership, { epoch, at: now }, key);
  }
  return { stored: (await memberships.find(stored.sid, stored.via)) ?? stored };
}

async function membershipOf(
  device: Device,
  member: RecoveryMember,
  now: number,
): ReturnType<typeof storeMembership> {
  const { sid, via, origin, hostKey, displayName, title, role, signingSeed, wrapSeed } = member;
  const { signingKey, wrapKey } = await deviceKeysOf(signingSeed, wrapSeed);
  const mid = await deriveMemberId(signingKey.publicKey);
  const settled = { joining: false, inviteToken: null, waitingSince: null } as const;
  const named = { displayName, title, role, lastUsedAt: now };
  const facts = { sid, mid, via, ...settled, origin, hostKey, ...named };
  return storeMembership(device.vault, facts, signingKey, wrapKey);
}

function randomSeed(): Bytes {
  return crypto.getRandomValues(new Uint8Array(SEED_BYTES));
}
