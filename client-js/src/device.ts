import type { ClientOptions } from "./client.js";
import type { DeviceStore, StorageInfo } from "./deviceStore.js";
import { type DeviceVault, openDeviceVault } from "./deviceVault.js";
import { BrokerError } from "./errors.js";
import { openIndexedDbStore } from "./indexedDbStore.js";
import { KeptLinks } from "./keptLinks.js";
import { Memberships } from "./memberships.js";
import { MemoryStore } from "./memoryStore.js";
import { withStorageErrors } from "./storageErrors.js";

/** Everything that a client keeps on the device it runs on. */
export interface Device {
  readonly storage: StorageInfo;
  readonly store: DeviceStore;
  readonly vault: DeviceVault;
  readonly memberships: Memberships;
  readonly keptLinks: KeptLinks;
}

/** Opens the store that was asked for, or memory where the browser blocks IndexedDB. */
export async function openDevice({
  storage = "indexeddb",
  appId = "",
}: Pick<ClientOptions, "storage" | "appId">): Promise<Device> {
  requireCrypto();
  const { store: raw, storage: info } = await openStore(storage, appId);
  const opened = { store: withStorageErrors(raw), storage: info };
  const vault = await openDeviceVault(opened.store);
  return {
    ...opened,
    vault,
    memberships: new Memberships(opened.store, vault),
    keptLinks: new KeptLinks(opened.store, vault),
  };
}

async function openStore(
  storage: DeviceStore | "indexeddb" | "memory",
  appId: string,
): Promise<Pick<Device, "storage" | "store">> {
  if (typeof storage === "object") {
    return { store: storage, storage: { kind: "custom", persistent: storage.persistent } };
  }
  if (storage === "indexeddb") {
    try {
      const store = await openIndexedDbStore(appId === "" ? "latchkey" : `latchkey/${appId}`);
      return { store, storage: { kind: "indexeddb", persistent: true } };
    } catch {
      // Blocked, or a platform without it: the caller learns it from `persistent`.
    }
  }
  return { store: new MemoryStore(), storage: { kind: "memory", persistent: false } };
}

function requireCrypto(): void {
  const platform = globalThis.crypto as Partial<Crypto> | undefined;
  if (platform?.subtle === undefined) {
    throw new BrokerError("insecure_context", "cryptography is switched off: the page needs https");
  }
}
