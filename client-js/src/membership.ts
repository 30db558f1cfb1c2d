import type { Bytes } from "./bytes.js";
import type { DeviceVault, SealedBytes } from "./deviceVault.js";
import { EpochKey } from "./epochKey.js";
import type { InviteId } from "./inviteId.js";
import type { MemberId } from "./memberId.js";
import type { PublicKeys } from "./publicKeys.js";
import type { Receipt } from "./receipt.js";
import type { Role } from "./role.js";
import type { SessionId } from "./sessionId.js";
import { exposeSigningKey, restoreSigningKey, type SigningKey } from "./signingKey.js";
import { type WrapKey, wrapKeyFromSeed } from "./wrapKey.js";

/** How a device came into a session: it made it, or joined by an invite. */
export type Entrance = InviteId | "genesis";

/** What can be told of a membership without its keys. */
export interface MembershipFacts {
  readonly sid: SessionId;
  readonly mid: MemberId;
  readonly via: Entrance;
  /** From before the first request to join until the broker's answer was checked. */
  readonly joining: boolean;
  /** The invite token of a join under way; a repeated join needs it after the invite is used up. */
  readonly inviteToken: string | null;
  /** Since when a join under way waits for a host; milliseconds since 1970. */
  readonly waitingSince: number | null;
  readonly origin: string;
  /** The signing key of the host that the session ID pins. */
  readonly hostKey: Bytes;
  readonly displayName: string;
  readonly title: string;
  readonly role: Role;
  /** Milliseconds since 1970. */
  readonly lastUsedAt: number;
  /** Of the entry by which it came in, if the broker gave one. */
  readonly receipt?: Receipt;
}

/** A membership as it lies in the device's store. */
export interface StoredMembership extends MembershipFacts {
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey | SealedBytes;
  readonly wrapSeed: SealedBytes;
  readonly epochKeys: Readonly<Record<number, SealedBytes>>;
  /** When this device got its newest key. */
  readonly keyed?: KeyTime;
}

export interface KeyTime {
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** One member that this device is, with its keys. */
export interface Membership {
  readonly sid: SessionId;
  readonly mid: MemberId;
  readonly via: Entrance;
  readonly signingKey: SigningKey;
  readonly wrapKey: WrapKey;
  readonly publicKeys: PublicKeys;
  /** By epoch. Grows as the device is given keys. */
  readonly epochKeys: ReadonlyMap<number, EpochKey>;
  readonly keyed: KeyTime | undefined;
}

/** Seals a new membership for the store. Whatever of it is secret opens only with the vault. */
export async function storeMembership(
  vault: DeviceVault,
  facts: MembershipFacts,
  signingKey: SigningKey,
  wrapKey: WrapKey,
): Promise<StoredMembership> {
  const { publicKey, privateKey } = exposeSigningKey(signingKey);
  return {
    ...facts,
    publicKey,
    privateKey:
      privateKey instanceof Uint8Array
        ? await vault.seal(place(facts, "signing seed"), privateKey)
        : privateKey,
    wrapSeed: await vault.seal(place(facts, "wrap seed"), wrapKey.exposeSeed()),
    epochKeys: {},
  };
}

export async function restoreMembership(
  vault: DeviceVault,
  stored: StoredMembership,
): Promise<Membership> {
  const { sid, mid, via, publicKey, privateKey, keyed } = stored;
  const signingKey = restoreSigningKey({
    publicKey,
    privateKey:
      "ciphertext" in privateKey
        ? await vault.open(place(stored, "signing seed"), privateKey)
        : privateKey,
  });
  const wrapKey = await wrapKeyFromSeed(
    await vault.open(place(stored, "wrap seed"), stored.wrapSeed),
  );
  const epochKeys = new Map<number, EpochKey>();
  for (const [epoch, sealed] of Object.entries(stored.epochKeys)) {
    const bytes = await vault.open(place(stored, `epoch ${epoch}`), sealed);
    epochKeys.set(Number(epoch), new EpochKey(bytes));
  }
  const publicKeys = { signingKey: signingKey.publicKey, wrapKey: wrapKey.publicKey };
  return { sid, mid, via, signingKey, wrapKey, publicKeys, epochKeys, keyed };
}

export function sealEpochKey(
  vault: DeviceVault,
  membership: Pick<Membership, "sid" | "mid">,
  epoch: number,
  key: EpochKey,
): Promise<SealedBytes> {
  return vault.seal(place(membership, `epoch ${String(epoch)}`), key.exposeBytes());
}

function place({ sid, mid }: Pick<Membership, "sid" | "mid">, what: string): string {
  return `latchkey/${sid}/${mid}/${what}`;
}
