import { deriveMemberId, type MemberId } from "../../src/memberId.js";
import { type PublicKeys } from "../../src/publicKeys.js";
import { generateSigningKey, type SigningKey } from "../../src/signingKey.js";
import { generateWrapKey, type WrapKey } from "../../src/wrapKey.js";

/** The keys of a device, or of whoever makes itself some. */
export interface Keys {
  readonly mid: MemberId;
  readonly signingKey: SigningKey;
  readonly wrapKey: WrapKey;
  readonly publicKeys: PublicKeys;
}

export async function newKeys(): Promise<Keys> {
  const signingKey = await generateSigningKey();
  const wrapKey = await generateWrapKey();
  return {
    mid: await deriveMemberId(signingKey.publicKey),
    signingKey,
    wrapKey,
    publicKeys: { signingKey: signingKey.publicKey, wrapKey: wrapKey.publicKey },
  };
}
