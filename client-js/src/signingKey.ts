import { type Bytes, concat } from "./bytes.js";
import { ed25519, hasWebCryptoEd25519, importSeed } from "./ed25519.js";
import { readVerifyingKey, type VerifyingKey } from "./verifyingKey.js";

/** An Ed25519 key pair that signs and does not show its private half. */
export interface SigningKey {
  readonly publicKey: VerifyingKey;
  /** Signs the parts, one after the other. */
  sign(...parts: readonly Uint8Array[]): Promise<Bytes>;
}

/**
 * A signing key as a device keeps it; can be cloned into IndexedDB. The private half is a key that
 * cannot be extracted, or a seed where the platform's WebCrypto has no Ed25519.
 */
export interface StoredSigningKey {
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey | Bytes;
}

export async function generateSigningKey(): Promise<SigningKey> {
  if (!(await hasWebCryptoEd25519())) {
    return signingKeyFromSeed(crypto.getRandomValues(new Uint8Array(32)));
  }
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  if (!("publicKey" in pair)) {
    throw new Error("WebCrypto made no Ed25519 key pair");
  }
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return new WebCryptoSigningKey(readVerifyingKey(publicKey), pair.privateKey);
}

export async function signingKeyFromSeed(seed: Bytes): Promise<SigningKey> {
  const publicKey = readVerifyingKey(await (await ed25519()).publicKeyOf(seed));
  return (await hasWebCryptoEd25519())
    ? new WebCryptoSigningKey(publicKey, await importSeed(seed, false))
    : new SeedSigningKey(publicKey, seed);
}

/** The private half of the key, for the device's own store only. */
export function exposeSigningKey(key: SigningKey): StoredSigningKey {
  if (key instanceof WebCryptoSigningKey || key instanceof SeedSigningKey) {
    return key.expose();
  }
  throw new TypeError("a signing key of another library");
}

export function restoreSigningKey(stored: StoredSigningKey): SigningKey {
  const publicKey = readVerifyingKey(stored.publicKey);
  return stored.privateKey instanceof Uint8Array
    ? new SeedSigningKey(publicKey, stored.privateKey)
    : new WebCryptoSigningKey(publicKey, stored.privateKey);
}

class WebCryptoSigningKey implements SigningKey {
  readonly publicKey: VerifyingKey;
  readonly #privateKey: CryptoKey;

  constructor(publicKey: VerifyingKey, privateKey: CryptoKey) {
    this.publicKey = publicKey;
    this.#privateKey = privateKey;
  }

  async sign(...parts: readonly Uint8Array[]): Promise<Bytes> {
    const message = concat(...parts);
    return new Uint8Array(await crypto.subtle.sign("Ed25519", this.#privateKey, message));
  }

  expose(): StoredSigningKey {
    return { publicKey: this.publicKey, privateKey: this.#privateKey };
  }
}

class SeedSigningKey implements SigningKey {
  readonly publicKey: VerifyingKey;
  readonly #seed: Bytes;

  constructor(publicKey: VerifyingKey, seed: Bytes) {
    this.publicKey = publicKey;
    this.#seed = new Uint8Array(seed);
  }

  async sign(...parts: readonly Uint8Array[]): Promise<Bytes> {
    return (await ed25519()).sign(this.#seed, concat(...parts));
  }

  expose(): StoredSigningKey {
    return { publicKey: this.publicKey, privateKey: new Uint8Array(this.#seed) };
  }
}
