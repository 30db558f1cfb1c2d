import type { DeviceStore } from "./deviceStore.js";

const VALUES = "values";
const VERSION = 1;
const AFTER_EVERY_KEY = "\uffff";

/** Opens the database, and makes it if it is new. Rejects where the browser blocks it. */
export async function openIndexedDbStore(name: string): Promise<DeviceStore> {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(VALUES);
  };
  const database = await resultOf(request);
  database.onversionchange = () => {
    database.close();
  };
  return new IndexedDbStore(database);
}

class IndexedDbStore implements DeviceStore {
  readonly persistent = true;
  readonly #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  get(key: string): Promise<unknown> {
    return resultOf<unknown>(this.#values("readonly").get(key));
  }

  async update(key: string, change: (value: unknown) => unknown): Promise<unknown> {
    const values = this.#values("readwrite");
    const stored = committed(values.transaction);
    let value: unknown;
    const reading: IDBRequest<unknown> = values.get(key);
    // Inside the transaction: an await here would end it.
    reading.onsuccess = () => {
      value = change(reading.result);
      if (value === undefined) {
        values.delete(key);
      } else {
        values.put(value, key);
      }
    };
    await stored;
    return value;
  }

  async entries(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]> {
    const range = IDBKeyRange.bound(prefix, prefix + AFTER_EVERY_KEY);
    const values = this.#values("readonly");
    const [keys, found] = await Promise.all([
      resultOf(values.getAllKeys(range)),
      resultOf<unknown[]>(values.getAll(range)),
    ]);
    return keys.map((key, i) => [key as string, found[i]] as const);
  }

  async delete(key: string): Promise<void> {
    const values = this.#values("readwrite");
    values.delete(key);
    await committed(values.transaction);
  }

  #values(mode: IDBTransactionMode): IDBObjectStore {
    // Strict: a key that protects what others can see is on disk before it is used.
    return this.#database.transaction(VALUES, mode, { durability: "strict" }).objectStore(VALUES);
  }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("IndexedDB request failed"));
    };
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error("IndexedDB transaction was aborted"));
    };
  });
}
