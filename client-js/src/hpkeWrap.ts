import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";

import { type Bytes, concat } from "./bytes.js";
import { OpenError } from "./openError.js";
import type { WrapKey, WrapPublicKey } from "./wrapKey.js";

export const ENCAPSULATION_BYTES = 1120;

/**
 * Seals to the holder of a wrap key: `enc ‖ ct`, single shot, bound to `info`. It hides and binds the
 * plaintext but says nothing about who sealed it. RFC 9180 §6.1.
 */
export async function seal(to: WrapPublicKey, info: Bytes, plaintext: Bytes): Promise<Bytes> {
  const hpke = suite();
  const recipientPublicKey = await hpke.kem.deserializePublicKey(new Uint8Array(to).buffer);
  const { enc, ct } = await hpke.seal({ recipientPublicKey, info }, plaintext);
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}

/** @throws {OpenError} Unless it was sealed to this key under this `info`. */
export async function open(key: WrapKey, info: Bytes, sealed: Uint8Array): Promise<Bytes> {
  try {
    const hpke = suite();
    const recipientKey = await hpke.kem.deserializePrivateKey(key.exposeSeed().buffer);
    const enc = new Uint8Array(sealed.subarray(0, ENCAPSULATION_BYTES));
    const ciphertext = new Uint8Array(sealed.subarray(ENCAPSULATION_BYTES));
    return new Uint8Array(await hpke.open({ recipientKey, enc, info }, ciphertext));
  } catch (cause) {
    throw new OpenError({ cause });
  }
}

function suite(): CipherSuite {
  return new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}
