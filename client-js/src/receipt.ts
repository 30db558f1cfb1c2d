import { utf8 } from "./bytes.js";
import { openCheckpoint, sessionTreeOrigin } from "./checkpoint.js";
import type { VerifiedCheckpoint } from "./checkpointStore.js";
import { contradiction } from "./dishonestBroker.js";
import { FormatError } from "./formatError.js";
import { provesInclusion } from "./inclusionProof.js";
import { InvalidNoteError } from "./invalidNoteError.js";
import { parseLedgerEntry } from "./ledgerEntry.js";
import { leafHash } from "./merkleTree.js";
import { noteKey } from "./noteKey.js";
import type { Roster } from "./roster.js";
import { isEntryOf, type StatedEntries } from "./statedEntries.js";
import { type JsonObject, readObject, readString } from "./strictJson.js";
import { parseTlogProof } from "./tlogProof.js";

/** What a broker gives a device that comes in: its entry, and that this is in the ledger. */
export interface Receipt {
  /** The leaf. */
  readonly entry: string;
  /** A tlog-proof of C2SP. */
  readonly proof: string;
}

/** Reads `receipt` of an answer; null if an older broker has none. */
export function readReceipt(answer: JsonObject): Receipt | null {
  if (answer.receipt === undefined) {
    return null;
  }
  const { entry, proof } = readObject(answer.receipt);
  return { entry: readString(entry), proof: readString(proof) };
}

/**
 * The checkpoint of a receipt for this act, by the ledger key that the genesis pins.
 *
 * @throws {DishonestBrokerError} If the receipt is for anything else, or proves nothing.
 */
export async function openReceipt(
  { entry, proof }: Receipt,
  { origin, sid, ledgerKey }: Pick<Roster, "origin" | "sid" | "ledgerKey">,
  stated: StatedEntries,
): Promise<VerifiedCheckpoint> {
  try {
    const { index, hashes, checkpoint: note } = parseTlogProof(proof);
    const key = await noteKey(await sessionTreeOrigin(origin, sid), ledgerKey);
    const { size, root } = await openCheckpoint(note, key);
    const hash = await leafHash(utf8(entry));
    const parsed = parseLedgerEntry(entry);
    const isExpected = stated.acts.some((act) => isEntryOf(parsed, stated, act));
    if (isExpected && (await provesInclusion({ index, size, hashes }, hash, root))) {
      return { size, root, note };
    }
  } catch (error) {
    if (!(error instanceof FormatError) && !(error instanceof InvalidNoteError)) {
      throw error;
    }
  }
  throw contradiction("the broker's receipt does not prove the entry of this device", [
    entry,
    proof,
  ]);
}
