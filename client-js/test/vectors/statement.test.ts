import { encodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { hashEntry, parseEntry } from "../../src/statementEntry.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ text: string }>("statement", {
  read: async ({ text }) => ({
    type: parseEntry(text).statement.type,
    hash: encodeBase64Url(await hashEntry(text)),
  }),
  refusals: { format: isA(FormatError) },
});
