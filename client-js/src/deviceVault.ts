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
    const ciphertext = await crypto.subtle.encrypt(parameters(place, iv), this.#key, bytes);
    return { iv, ciphertext: new Uint8Array(ciphertext) };
  }

  /** Rejects unless the bytes were sealed for this place by this vault. */
  async open(place: string, { iv, ciphertext }: SealedBytes): Promise<Bytes> {
    return new Uint8Array(
      await crypto.subtle.decrypt(parameters(place, iv), this.#key, ciphertext),
    );
  }
}

/** The vault of the store; with a new key if it has none. Two tabs at once get the same. */
export async function openDeviceVault(store: DeviceStore): Promise<DeviceVault> {
  const fresh = await crypto.subtle.generateKey(ALGORITHM, false, ["encrypt", "decrypt"]);
  const key = await store.update(KEY, (kept) => kept ?? fresh);
  return new DeviceVault(key as CryptoKey);
}

function parameters(place: string, iv: Bytes): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: utf8(place) };
}
