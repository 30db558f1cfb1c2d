import { type Bytes, concat } from "./bytes.js";
import { hasWebCryptoEd25519, publicKeyOf, signWithNoble } from "./ed25519.js";
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

// RFC 8410: PrivateKeyInfo of an Ed25519 key, up to the seed.
const PKCS8_PREFIX = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);

export async function generateSigningKey(): Promise<SigningKey> {
  if (!(await hasWebCryptoEd25519())) {
    return new SeedSigningKey(crypto.getRandomValues(new Uint8Array(32)));
  }
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  if (!("publicKey" in pair)) {
    throw new Error("WebCrypto made no Ed25519 key pair");
  }
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return new WebCryptoSigningKey(readVerifyingKey(publicKey), pair.privateKey);
}

export async function signingKeyFromSeed(seed: Bytes): Promise<SigningKey> {
  if (!(await hasWebCryptoEd25519())) {
    return new SeedSigningKey(seed);
  }
  const pkcs8 = concat(PKCS8_PREFIX, seed);
  const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
  pkcs8.fill(0);
  return new WebCryptoSigningKey(readVerifyingKey(publicKeyOf(seed)), privateKey);
}

/** The private half of the key, for the device's own store only. */
export function exposeSigningKey(key: SigningKey): StoredSigningKey {
  if (key instanceof WebCryptoSigningKey || key instanceof SeedSigningKey) {
    return key.expose();
  }
  throw new TypeError("a signing key of another library");
}

export function restoreSigningKey(stored: StoredSigningKey): SigningKey {
  return stored.privateKey instanceof Uint8Array
    ? new SeedSigningKey(stored.privateKey)
    : new WebCryptoSigningKey(readVerifyingKey(stored.publicKey), stored.privateKey);
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

  constructor(seed: Bytes) {
    this.publicKey = readVerifyingKey(publicKeyOf(seed));
    this.#seed = new Uint8Array(seed);
  }

  sign(...parts: readonly Uint8Array[]): Promise<Bytes> {
    return Promise.resolve(signWithNoble(this.#seed, concat(...parts)));
  }

  expose(): StoredSigningKey {
    return { publicKey: this.publicKey, privateKey: new Uint8Array(this.#seed) };
  }
}
