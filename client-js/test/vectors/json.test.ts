import { decodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { parseStrictJson } from "../../src/strictJson.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ utf8: string }>("json", {
  read: ({ utf8 }) => ({ value: parseStrictJson(decodeBase64Url(utf8)) }),
  refusals: { format: isA(FormatError) },
});
