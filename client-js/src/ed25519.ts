import { decodeBase64Url } from "./base64Url.js";
import { type Bytes, concat } from "./bytes.js";
import { loadedPart } from "./loadedPart.js";

/** An implementation of Ed25519, below the rules of FORMATS.md §4. */
export interface Ed25519 {
  /** Checks the strict, cofactorless equation for a valid public key. FORMATS.md §4, rule 4. */
  verify(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean>;
  sign(seed: Bytes, message: Bytes): Promise<Bytes>;
  publicKeyOf(seed: Bytes): Promise<Bytes>;
}

// RFC 8410: PrivateKeyInfo of an Ed25519 key, up to the seed.
const PKCS8_PREFIX = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);

export const webCryptoEd25519: Ed25519 = {
  async verify(publicKey, signature, message) {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, signature, message);
  },

  async sign(seed, message) {
    const key = await importSeed(seed, false);
    return new Uint8Array(await crypto.subtle.sign("Ed25519", key, message));
  },

  async publicKeyOf(seed) {
    const { x = "" } = await crypto.subtle.exportKey("jwk", await importSeed(seed, true));
    return decodeBase64Url(x);
  },
};

/** The platform's private key that signs with this seed. */
export async function importSeed(seed: Bytes, extractable: boolean): Promise<CryptoKey> {
  const pkcs8 = concat(PKCS8_PREFIX, seed);
  try {
    return await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", extractable, ["sign"]);
  } finally {
    pkcs8.fill(0);
  }
}

let supported: Promise<boolean> | undefined;

/** Whether this platform's WebCrypto has Ed25519. Found out once. */
export function hasWebCryptoEd25519(): Promise<boolean> {
  supported ??= webCryptoEd25519
    .publicKeyOf(new Uint8Array(32))
    .then((key) => webCryptoEd25519.verify(key, new Uint8Array(64), new Uint8Array()))
    .then(
      () => true,
      () => false,
    );
  return supported;
}

/** The platform's, or noble's, which is fetched then: rejects with code `not_loaded`. */
export async function ed25519(): Promise<Ed25519> {
  if (await hasWebCryptoEd25519()) {
    return webCryptoEd25519;
  }
  const { nobleEd25519 } = await loadedPart(import("./nobleEd25519.js"));
  return nobleEd25519;
}
