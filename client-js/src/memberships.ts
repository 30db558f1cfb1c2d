import type { DeviceStore } from "./deviceStore.js";
import type { DeviceVault } from "./deviceVault.js";
import type { EpochKey } from "./epochKey.js";
import {
  type Entrance,
  type KeyTime,
  type Membership,
  type MembershipFacts,
  restoreMembership,
  sealEpochKey,
  type StoredMembership,
} from "./membership.js";
import type { SessionId } from "./sessionId.js";
import { ledgerPrefix } from "./ledgerPrefix.js";
import { linkPrefix } from "./keptLinks.js";
import { outboxPrefix } from "./outboxPrefix.js";
import { watermarkKey } from "./watermarks.js";

const PREFIX = "member/";

/** Every member that this device is, in every session. */
export class Memberships {
  readonly #store: DeviceStore;
  readonly #vault: DeviceVault;

  constructor(store: DeviceStore, vault: DeviceVault) {
    this.#store = store;
    this.#vault = vault;
  }

  async all(): Promise<readonly StoredMembership[]> {
    return this.#under(PREFIX);
  }

  async of(sid: SessionId): Promise<readonly StoredMembership[]> {
    return this.#under(`${PREFIX}${sid}/`);
  }

  async find(sid: SessionId, via: Entrance): Promise<StoredMembership | undefined> {
    return (await this.#store.get(keyOf({ sid, via }))) as StoredMembership | undefined;
  }

  /**
   * Keeps the membership if this device has none by the same entrance, and returns the one that is
   * kept: two tabs that join by one link at once become one member.
   */
  async keep(membership: StoredMembership): Promise<StoredMembership> {
    const kept = await this.#store.update(keyOf(membership), (value) => value ?? membership);
    return kept as StoredMembership;
  }

  restore(stored: StoredMembership): Promise<Membership> {
    return restoreMembership(this.#vault, stored);
  }

  /** Does nothing if the device has forgotten the session in the meantime. */
  async change(
    membership: Pick<Membership, "sid" | "via">,
    facts: Partial<MembershipFacts>,
  ): Promise<void> {
    await this.#change(membership, (stored) => ({ ...stored, ...facts }));
  }

  async addEpochKey(membership: Membership, { epoch, at }: KeyTime, key: EpochKey): Promise<void> {
    const sealed = await sealEpochKey(this.#vault, membership, epoch, key);
    await this.#change(membership, (stored) => ({
      ...stored,
      epochKeys: { ...stored.epochKeys, [epoch]: sealed },
      ...((stored.keyed?.epoch ?? 0) < epoch && { keyed: { epoch, at } }),
    }));
  }

  /** Wipes one member's keys, and what was seen of the session with the last of them. */
  async remove({ sid, via }: Pick<Membership, "sid" | "via">): Promise<void> {
    await this.#store.delete(keyOf({ sid, via }));
    if ((await this.of(sid)).length === 0) {
      await this.forget(sid);
    }
  }

  /** Wipes everything that this device holds of a session. */
  async forget(sid: SessionId): Promise<void> {
    for (const prefix of [
      `${PREFIX}${sid}/`,
      linkPrefix(sid),
      outboxPrefix(sid),
      watermarkKey(sid),
      ledgerPrefix(sid),
    ]) {
      for (const [key] of await this.#store.entries(prefix)) {
        await this.#store.delete(key);
      }
    }
  }

  async #under(prefix: string): Promise<readonly StoredMembership[]> {
    const entries = await this.#store.entries(prefix);
    return entries.map(([, value]) => value as StoredMembership);
  }

  async #change(
    membership: Pick<Membership, "sid" | "via">,
    change: (stored: StoredMembership) => StoredMembership,
  ): Promise<void> {
    await this.#store.update(keyOf(membership), (value) =>
      value === undefined ? undefined : change(value as StoredMembership),
    );
  }
}

function keyOf({ sid, via }: Pick<Membership, "sid" | "via">): string {
  return `${PREFIX}${sid}/${via}`;
}
