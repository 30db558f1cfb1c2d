import { type Bytes, concat } from "./bytes.js";
import { littleEndian } from "./edwardsPoint.js";
import { loadedPart } from "./loadedPart.js";

/**
 * X25519 of RFC 7748: the secret that the holder of one key has with the holder of another. Rejects or
 * throws on a point of low order.
 */
export type Agreement = (
  secretKey: Uint8Array,
  publicKey: Uint8Array,
) => Uint8Array | Promise<Uint8Array>;

// RFC 8410: PrivateKeyInfo of an X25519 key, up to the secret.
const PKCS8_PREFIX = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32);
const BASE_POINT = concat(Uint8Array.of(9), new Uint8Array(31));
const P = 2n ** 255n - 19n;

/** The coordinates u of all points, of the curve and of its twist, whose order divides 8. */
const LOW_ORDER: readonly bigint[] = [
  0n,
  1n,
  P - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
];

/** Whether X25519 with this point is all zeros, whatever the secret. RFC 7748 §6.1. */
export function isLowOrderPoint(point: Uint8Array): boolean {
  return LOW_ORDER.includes(BigInt.asUintN(255, littleEndian(point)) % P);
}

export async function webCryptoX25519(
  secretKey: Uint8Array,
  publicKey: Uint8Array,
): Promise<Bytes> {
  const key = await importSecret(secretKey);
  const other = await crypto.subtle.importKey("raw", concat(publicKey), "X25519", false, []);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "X25519", public: other }, key, 256),
  );
}

async function importSecret(secret: Uint8Array): Promise<CryptoKey> {
  const pkcs8 = concat(PKCS8_PREFIX, secret);
  try {
    return await crypto.subtle.importKey("pkcs8", pkcs8, "X25519", false, ["deriveBits"]);
  } finally {
    pkcs8.fill(0);
  }
}

let supported: Promise<boolean> | undefined;

/** Whether this platform's WebCrypto has X25519. Found out once. */
export function hasWebCryptoX25519(): Promise<boolean> {
  supported ??= webCryptoX25519(new Uint8Array(32), BASE_POINT).then(
    () => true,
    () => false,
  );
  return supported;
}

/** The platform's, or noble's, which is fetched then: rejects with code `not_loaded`. */
export async function x25519(): Promise<Agreement> {
  if (await hasWebCryptoX25519()) {
    return webCryptoX25519;
  }
  const { nobleX25519 } = await loadedPart(import("./nobleX25519.js"));
  return nobleX25519;
}
