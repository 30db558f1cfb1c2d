import { decodeUtf8, equalBytes } from "./bytes.js";
import { type Checkpoint, openCheckpoint, parseCheckpoint } from "./checkpoint.js";
import type { CheckpointSequence } from "./checkpointSequence.js";
import type { LogCheckpointLine, LoggedLine } from "./exportLine.js";
import { FormatError } from "./formatError.js";
import { provesInclusion } from "./inclusionProof.js";
import { InvalidNoteError } from "./invalidNoteError.js";
import { BrokenLedgerError } from "./ledgerVerdict.js";
import { leafHash } from "./merkleTree.js";
import type { NoteKey } from "./noteKey.js";
import { parseSignedNote, type SignedNote } from "./signedNote.js";
import { isCosigned, type WitnessPolicy } from "./witnessPolicy.js";

interface Head {
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

/** What the broker-wide log says about the checkpoints of an export, and who vouches for that log. */
export class LogEvidence {
  readonly #origin: string;
  readonly #key: NoteKey;
  readonly #checkpoints: CheckpointSequence;
  #head: Head | undefined;
  #newestIndex = -1;
  #newestSize = 0;

  /** @param origin of the checkpoints */
  constructor(origin: string, key: NoteKey, checkpoints: CheckpointSequence) {
    this.#origin = origin;
    this.#key = key;
    this.#checkpoints = checkpoints;
  }

  /** How many entries the log vouches for. */
  get size(): number {
    return this.#newestSize;
  }

  /** @throws {BrokenLedgerError} If it is no checkpoint of that log. */
  async begin({ note }: LogCheckpointLine): Promise<void> {
    try {
      const signed = parseSignedNote(note);
      this.#head = { note: signed, checkpoint: await openCheckpoint(signed, this.#key) };
    } catch (error) {
      if (error instanceof FormatError) {
        const message = "the checkpoint of the broker-wide log is none";
        throw new BrokenLedgerError("malformed", null, message, error);
      }
      if (error instanceof InvalidNoteError) {
        const message = "the broker-wide log is not signed by its key";
        throw new BrokenLedgerError("signature", null, message, error);
      }
      throw error;
    }
  }

  /** @throws {BrokenLedgerError} If the log does not have this checkpoint, or not there. */
  async add(line: LoggedLine): Promise<void> {
    if (this.#head === undefined) {
      const message = "the checkpoint of the broker-wide log is missing";
      throw new BrokenLedgerError("order", null, message);
    }
    const logged = readLogged(line);
    if (line.index <= this.#newestIndex || logged.size <= this.#newestSize) {
      throw new BrokenLedgerError("order", null, "what was logged is not in its order");
    }
    if (!(await this.#isProven(line, logged, this.#head.checkpoint))) {
      const message = `the checkpoint of ${String(logged.size)} entries is not in the broker-wide log`;
      throw new BrokenLedgerError("log_proof", null, message);
    }
    this.#newestIndex = line.index;
    this.#newestSize = logged.size;
  }

  /** Whether the witnesses that a policy asks for have cosigned the log with this ledger in it. */
  async isCosigned(policy: WitnessPolicy): Promise<boolean> {
    return (
      this.#head !== undefined &&
      this.#newestSize > 0 &&
      (await isCosigned(this.#head.note, this.#key, policy))
    );
  }

  async #isProven(line: LoggedLine, logged: Checkpoint, head: Checkpoint): Promise<boolean> {
    const root = this.#checkpoints.rootAt(logged.size);
    const proof = { index: line.index, size: head.size, hashes: line.hashes };
    return (
      logged.origin === this.#origin &&
      root !== undefined &&
      equalBytes(root, logged.root) &&
      (await provesInclusion(proof, await leafHash(line.entry), head.root))
    );
  }
}

function readLogged({ entry }: LoggedLine): Checkpoint {
  try {
    return parseCheckpoint(decodeUtf8(entry));
  } catch (error) {
    if (error instanceof FormatError) {
      const message = "an entry of the broker-wide log is no checkpoint";
      throw new BrokenLedgerError("log_proof", null, message, error);
    }
    throw error;
  }
}
