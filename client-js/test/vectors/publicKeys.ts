import { decodeBase64Url } from "../../src/base64Url.js";
import { type PublicKeys } from "../../src/publicKeys.js";
import { readVerifyingKey } from "../../src/verifyingKey.js";
import { readWrapPublicKey } from "../../src/wrapKey.js";

export function readPublicKeys(signingKey: string, wrapKey: string): PublicKeys {
  return {
    signingKey: readVerifyingKey(decodeBase64Url(signingKey)),
    wrapKey: readWrapPublicKey(decodeBase64Url(wrapKey)),
  };
}
