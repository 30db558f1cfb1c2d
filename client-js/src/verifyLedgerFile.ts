import type { LedgerVerdict } from "./ledgerVerdict.js";
import { loadedPart } from "./loadedPart.js";

/**
 * Verifies the export of a ledger by nothing but the file itself: that the statements fold, that
 * each entry is in its place and time, that each act of a statement has its entry and no entry says
 * an act that could not be, that every signed checkpoint has the root of its entries, and that the
 * broker-wide log has seen them. What is after the first flaw is not read. FORMATS.md §11.3.
 *
 * It cannot tell whether an act that no statement proves did happen before the broker signed a
 * checkpoint over it. Keeps 32 bytes of each entry and what the statement log folds to.
 *
 * @param policy Whose cosignatures of the broker-wide log are demanded, as a C2SP tlog-policy; if
 *   it is left out, whether the witnesses that the file itself names have cosigned is only told.
 * @throws {FormatError} If that policy is none.
 */
export async function verifyLedgerFile(
  file: Blob | string,
  policy?: string,
): Promise<LedgerVerdict> {
  const { verifyLedger } = await loadedPart(import("./ledgerVerifier.js"));
  return verifyLedger(file, policy);
}
