import { decodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { readWrapPublicKey } from "../../src/wrapKey.js";
import { toHex } from "../hex.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ wrapKey: string }>("wrap-key", {
  read: ({ wrapKey }) => ({
    x25519hex: toHex(readWrapPublicKey(decodeBase64Url(wrapKey)).subarray(-32)),
  }),
  refusals: { format: isA(FormatError) },
});
