import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { commitToDetails, parseLedgerDetails } from "../../src/ledgerDetails.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ salt: string; text: string }>("ledger-details", {
  read: async ({ salt, text }) => ({
    ...parseLedgerDetails(text),
    commitment: encodeBase64Url(await commitToDetails(decodeBase64Url(salt), text)),
  }),
  refusals: { format: isA(FormatError) },
});
