import { decodeBase64Url } from "../../src/base64Url.js";
import { webCryptoEd25519 } from "../../src/ed25519.js";
import { nobleEd25519 } from "../../src/nobleEd25519.js";
import { readVerifyingKey, verifyWith } from "../../src/verifyingKey.js";
import { isA, SignatureRefused, testVectors } from "../vectors.js";

for (const implementation of [webCryptoEd25519, nobleEd25519]) {
  testVectors<{ key: string; message: string; signature: string }>("ed25519-signature", {
    read: async ({ key, message, signature }) => {
      const verifyingKey = readVerifyingKey(decodeBase64Url(key));
      const signatureBytes = decodeBase64Url(signature);
      if (
        !(await verifyWith(implementation, verifyingKey, signatureBytes, decodeBase64Url(message)))
      ) {
        throw new SignatureRefused();
      }
      return {};
    },
    refusals: { signature: isA(SignatureRefused) },
  });
}
