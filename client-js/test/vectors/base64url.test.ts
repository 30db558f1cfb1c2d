import { decodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { toHex } from "../hex.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ text: string }>("base64url", {
  read: ({ text }) => ({ hex: toHex(decodeBase64Url(text)) }),
  refusals: { format: isA(FormatError) },
});
