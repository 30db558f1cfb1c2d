import { decodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { readVerifyingKey } from "../../src/verifyingKey.js";
import { jwkThumbprint } from "../jwkThumbprint.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ key: string }>("ed25519-key", {
  read: async ({ key }) => ({
    thumbprint: await jwkThumbprint(readVerifyingKey(decodeBase64Url(key))),
  }),
  refusals: { format: isA(FormatError) },
});
