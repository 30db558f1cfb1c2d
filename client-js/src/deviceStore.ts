/** Where a client keeps its keys and what it has seen. */
export interface StorageInfo {
  readonly kind: "indexeddb" | "memory" | "custom";
  /** False if everything is gone when the page closes. */
  readonly persistent: boolean;
}

/**
 * Keeps values by key. A value is whatever the structured clone algorithm takes, non-extractable
 * `CryptoKey`s among it. Tabs of one origin share one store.
 */
export interface DeviceStore {
  readonly persistent: boolean;
  get(key: string): Promise<unknown>;
  /**
   * Replaces the value at `key` by what `change` returns for it (undefined: none), in one step that
   * no other tab can come between. Resolves to the new value when it is stored.
   */
  update(key: string, change: (value: unknown) => unknown): Promise<unknown>;
  /** Every key that begins with `prefix`, in ascending order, with its value. */
  entries(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]>;
  delete(key: string): Promise<void>;
}
