import { encodeBase64Url } from "../../src/base64Url.js";
import { ascii } from "../../src/bytes.js";
import { FormatError } from "../../src/formatError.js";
import { ledgerEntryText, parseLedgerEntry } from "../../src/ledgerEntry.js";
import { leafHash } from "../../src/merkleTree.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ text: string }>("ledger-entry", {
  read: async ({ text }) => {
    const entry = parseLedgerEntry(text);
    return {
      ...entry,
      statement: entry.statement === null ? "" : encodeBase64Url(entry.statement),
      details: entry.details === null ? "" : encodeBase64Url(entry.details),
      leafHash: encodeBase64Url(await leafHash(ascii(ledgerEntryText(entry)))),
    };
  },
  refusals: { format: isA(FormatError) },
});
