import type { DeviceStore } from "./deviceStore.js";
import { BrokerError } from "./errors.js";

/** The store, with every failure of it as a {@link BrokerError} of code "storage_failed". */
export function withStorageErrors(store: DeviceStore): DeviceStore {
  return {
    persistent: store.persistent,
    get: (key) => reported(store.get(key)),
    update: (key, change) => reported(store.update(key, change)),
    entries: (prefix) => reported(store.entries(prefix)),
    delete: (key) => reported(store.delete(key)),
  };
}

async function reported<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new BrokerError("storage_failed", "the store of this device failed", { cause });
  }
}
