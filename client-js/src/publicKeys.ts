import type { VerifyingKey } from "./verifyingKey.js";
import type { WrapPublicKey } from "./wrapKey.js";

/** Both public keys of a device or an invite. What is sealed for one of them binds the two. */
export interface PublicKeys {
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
}
