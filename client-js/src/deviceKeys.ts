import type { PublicKeys } from "./publicKeys.js";
import { generateSigningKey, type SigningKey, signingKeyFromSeed } from "./signingKey.js";
import { generateWrapKey, type WrapKey, wrapKeyFromSeed } from "./wrapKey.js";
import type { Bytes } from "./bytes.js";

/** Both key pairs of one member. */
export interface DeviceKeys {
  readonly signingKey: SigningKey;
  readonly wrapKey: WrapKey;
}

export async function generateDeviceKeys(): Promise<DeviceKeys> {
  return { signingKey: await generateSigningKey(), wrapKey: await generateWrapKey() };
}

/** @throws {FormatError} On anything but 32 bytes each. */
export async function deviceKeysOf(signingSeed: Bytes, wrapSeed: Bytes): Promise<DeviceKeys> {
  return {
    signingKey: await signingKeyFromSeed(signingSeed),
    wrapKey: await wrapKeyFromSeed(wrapSeed),
  };
}

export function publicKeysOf({ signingKey, wrapKey }: DeviceKeys): PublicKeys {
  return { signingKey: signingKey.publicKey, wrapKey: wrapKey.publicKey };
}
