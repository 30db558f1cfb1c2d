import { decodeUtf8, utf8 } from "./bytes.js";
import type { DeviceStore } from "./deviceStore.js";
import type { DeviceVault, SealedBytes } from "./deviceVault.js";
import type { InviteId } from "./inviteId.js";
import type { SessionId } from "./sessionId.js";

/** The links of invites that this device made, sealed, so that it can show them again. */
export class KeptLinks {
  readonly #store: DeviceStore;
  readonly #vault: DeviceVault;

  constructor(store: DeviceStore, vault: DeviceVault) {
    this.#store = store;
    this.#vault = vault;
  }

  async keep(sid: SessionId, invite: InviteId, link: string): Promise<void> {
    const key = keyOf(sid, invite);
    const sealed = await this.#vault.seal(key, utf8(link));
    await this.#store.update(key, () => sealed);
  }

  async find(sid: SessionId, invite: InviteId): Promise<string | undefined> {
    const key = keyOf(sid, invite);
    const sealed = (await this.#store.get(key)) as SealedBytes | undefined;
    return sealed && decodeUtf8(await this.#vault.open(key, sealed));
  }

  async drop(sid: SessionId, invite: InviteId): Promise<void> {
    await this.#store.delete(keyOf(sid, invite));
  }
}

/** Where the links of a session lie. */
export function linkPrefix(sid: SessionId): string {
  return `link/${sid}/`;
}

function keyOf(sid: SessionId, invite: InviteId): string {
  return `${linkPrefix(sid)}${invite}`;
}
