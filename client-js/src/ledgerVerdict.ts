/** What kind of thing is wrong with the export of a ledger. */
export type LedgerFlaw =
  /** A line, entry or note is not of its form. */
  | "malformed"
  /** The statements do not fold, or begin another session than the file says. */
  | "statement"
  /** A statement's entry is not where it must be. */
  | "missing_act"
  /** An entry says what its statement does not. */
  | "unexpected_act"
  /** An entry is older than the one before it. */
  | "time"
  /** Who is said to have acted could not have, or on nothing that there was. */
  | "not_legal"
  /** Details are not those that the entry commits to. */
  | "details"
  /** A signed checkpoint has another root than the entries. */
  | "root"
  /** A host signed a statement after having verified another ledger than this. */
  | "contradicted"
  /** A checkpoint is not signed by the key that genesis names. */
  | "signature"
  /** Lines are not in their order. */
  | "order"
  /** The file ends, or its entries do, before the last checkpoint says so. */
  | "truncated"
  /** A checkpoint is not in the broker-wide log where the file says. */
  | "log_proof"
  /** The witnesses' policy cannot be read, or one that is demanded is not met. */
  | "policy";

/** What a verifier says of a ledger: that all is as it was signed, or the first thing wrong. */
export type LedgerVerdict =
  | {
      readonly ok: true;
      readonly entries: number;
      /** How many signed checkpoints were recomputed. */
      readonly checkpoints: number;
      /** How many of the entries the broker-wide log vouches for. */
      readonly logged: number;
      /** Whether the witnesses that are demanded, or that the file names, vouch for that log. */
      readonly cosigned: boolean;
    }
  | {
      readonly ok: false;
      /**
       * The entry that is wrong or missing; where only a root tells, the first that no good one
       * covers; null if it is about no entry.
       */
      readonly brokenAt: number | null;
      readonly code: LedgerFlaw;
      /** English, for developers. */
      readonly message: string;
    };

/** Ends the reading of an export at the first thing that is wrong with it. */
export class BrokenLedgerError extends Error {
  override readonly name = "BrokenLedgerError";
  readonly code: LedgerFlaw;
  readonly brokenAt: number | null;

  constructor(code: LedgerFlaw, brokenAt: number | null, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.brokenAt = brokenAt;
  }
}
