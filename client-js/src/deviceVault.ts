import { openAes, sealAes } from "./aesGcm.js";
import { type Bytes, utf8 } from "./bytes.js";
import type { DeviceStore } from "./deviceStore.js";

/** Bytes that only this device opens. */
export interface SealedBytes {
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
}

const KEY = "vault";
const ALGORITHM = { name: "AES-GCM", length: 256 };

/** Seals what lies in the store under a key that cannot be extracted, each value for its place. */
export class DeviceVault {
  readonly #key: CryptoKey;

  constructor(key: CryptoKey) {
    this.#key = key;
  }

  async seal(place: string, bytes: Bytes): Promise<SealedBytes> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, ciphertext: await sealAes(this.#key, iv, utf8(place), bytes) };
  }

  /** Rejects unless the bytes were sealed for this place by this vault. */
  open(place: string, { iv, ciphertext }: SealedBytes): Promise<Bytes> {
    return openAes(this.#key, iv, utf8(place), ciphertext);
  }
}

/** The vault of the store; with a new key if it has none. Two tabs at once get the same. */
export async function openDeviceVault(store: DeviceStore): Promise<DeviceVault> {
  const fresh = await crypto.subtle.generateKey(ALGORITHM, false, ["encrypt", "decrypt"]);
  const key = await store.update(KEY, (kept) => kept ?? fresh);
  return new DeviceVault(key as CryptoKey);
}
