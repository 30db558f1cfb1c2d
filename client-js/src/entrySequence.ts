import { isEntryFor, type StatedAct } from "./acts.js";
import { decodeBase64Url } from "./base64Url.js";
import { ascii, type Bytes, equalBytes } from "./bytes.js";
import type { EntryLine } from "./exportLine.js";
import { FormatError } from "./formatError.js";
import { commitToDetails, parseLedgerDetails } from "./ledgerDetails.js";
import { type LedgerEntry, parseLedgerEntry } from "./ledgerEntry.js";
import { isByMember, isByStatement, subjectOf } from "./ledgerEntryType.js";
import { BrokenLedgerError, type LedgerFlaw } from "./ledgerVerdict.js";
import { leafHash } from "./merkleTree.js";
import type { TreeHead } from "./statement.js";
import type { StatementHistory } from "./statementHistory.js";

/** That a statement, whose first entry is `index`, was signed by one who had verified a ledger. */
export interface VerifiedBefore {
  readonly checkpoint: TreeHead;
  readonly index: number;
}

/**
 * The entries of an export, one after the other: each in its place and time, each act of a
 * statement exactly once and in the statements' order, and no other act than could be.
 */
export class EntrySequence {
  readonly #history: StatementHistory;
  readonly #leaves: Bytes[] = [];
  readonly #verifiedBefore: VerifiedBefore[] = [];
  /** The acts of the newest statement that have no entry yet. */
  #expected: readonly StatedAct[] = [];
  /** How many statements have begun to have their entries. */
  #statements = 0;
  #request = "";
  #newest = 0;

  constructor(history: StatementHistory) {
    this.#history = history;
  }

  /** The hash of each. */
  get leaves(): readonly Bytes[] {
    return this.#leaves;
  }

  /** In the order of the statements. */
  get verifiedBefore(): readonly VerifiedBefore[] {
    return this.#verifiedBefore;
  }

  /** @throws {BrokenLedgerError} If the entry may not stand here. */
  async add(line: EntryLine): Promise<void> {
    this.#require(
      line.index === this.#leaves.length,
      "order",
      "the entry in this place has another number",
    );
    const entry = this.#parse(line);
    await this.#requireDetails(entry, line);
    this.#require(entry.at >= this.#newest, "time", "it is older than the entry before it");
    if (isByStatement(entry.type)) {
      this.#acceptByStatement(entry);
    } else {
      this.#acceptObserved(entry);
    }
    this.#newest = entry.at;
    this.#leaves.push(await leafHash(ascii(line.entry)));
  }

  /** @throws {BrokenLedgerError} If something is left that must have an entry. */
  requireEnd(): void {
    this.#require(
      this.#expected.length === 0 && this.#statements === this.#history.size,
      "missing_act",
      `an entry of statement ${String(this.#next)} is missing at the end`,
    );
  }

  #parse({ entry }: EntryLine): LedgerEntry {
    try {
      return parseLedgerEntry(entry);
    } catch (error) {
      throw this.#unlessOther(error, "malformed", "it is no entry");
    }
  }

  async #requireDetails(entry: LedgerEntry, { salt, details }: EntryLine): Promise<void> {
    if (salt === "" && details === "") {
      return;
    }
    let commitment;
    try {
      parseLedgerDetails(details);
      commitment = await commitToDetails(decodeBase64Url(salt), details);
    } catch (error) {
      throw this.#unlessOther(error, "details", "its details are none");
    }
    this.#require(
      entry.details !== null && equalBytes(entry.details, commitment),
      "details",
      "its details are not those that it commits to",
    );
  }

  #acceptByStatement(entry: LedgerEntry): void {
    const position =
      entry.statement === null ? undefined : this.#history.positionOf(entry.statement);
    if (position === undefined) {
      throw this.#broken("unexpected_act", "no statement says what it says");
    }
    const next = this.#next;
    this.#require(position >= next, "unexpected_act", "its statement has its entries already");
    this.#require(position === next, "missing_act", this.#missing);
    const isFirst = this.#expected.length === 0;
    if (isFirst) {
      this.#begin();
    }
    const [act, ...others] = this.#expected;
    if (act === undefined || !isEntryFor(act, entry)) {
      throw others.some((other) => isEntryFor(other, entry))
        ? this.#broken("missing_act", this.#missing)
        : this.#broken("unexpected_act", `statement ${String(position)} says something else`);
    }
    this.#require(
      entry.log === position && (isFirst || entry.request === this.#request),
      "unexpected_act",
      `statement ${String(position)} came otherwise`,
    );
    this.#request = entry.request;
    this.#expected = others;
  }

  #begin(): void {
    const { acts, checkpoint } = this.#history.at(this.#statements++);
    const index = this.#leaves.length;
    this.#expected = acts;
    this.#require(
      checkpoint.size <= index,
      "contradicted",
      "its signer had verified a longer ledger before",
    );
    this.#verifiedBefore.push({ checkpoint, index });
  }

  #acceptObserved(entry: LedgerEntry): void {
    this.#require(
      entry.log >= 1 && entry.log <= this.#history.size,
      "not_legal",
      "the statement log was never that long",
    );
    this.#require(
      this.#expected.length === 0 && entry.log <= this.#statements,
      "missing_act",
      this.#missing,
    );
    this.#require(
      !isByMember(entry.type) || this.#history.hadMember(entry.actor, entry.log),
      "not_legal",
      "its actor was no member then",
    );
    this.#require(this.#hadObject(entry), "not_legal", "what it speaks of was not there then");
    this.#require(this.#hadRight(entry), "not_legal", "its actor's role did not allow it then");
  }

  #hadObject({ type, object, log }: LedgerEntry): boolean {
    switch (subjectOf(type)) {
      case "nothing":
        return true;
      case "member":
        return this.#history.knewMember(object, log);
      case "invite":
        return this.#history.hadInvite(object, log);
      case "epoch":
        return this.#history.hadEpoch(object, log);
    }
  }

  #hadRight({ type, actor, log }: LedgerEntry): boolean {
    const role = this.#history.roleOf(actor, log);
    switch (type) {
      case "ledger.exported":
        return role === "host" || role === "auditor";
      case "epoch.confirmed":
        return role !== undefined && role !== "auditor";
      default:
        return true;
    }
  }

  /** The statement whose entries come next, or have begun to. */
  get #next(): number {
    return this.#expected.length === 0 ? this.#statements : this.#statements - 1;
  }

  get #missing(): string {
    return `an entry of statement ${String(this.#next)} is missing before it`;
  }

  #require(holds: boolean, code: LedgerFlaw, message: string): void {
    if (!holds) {
      throw this.#broken(code, message);
    }
  }

  #broken(code: LedgerFlaw, message: string, cause?: unknown): BrokenLedgerError {
    return new BrokenLedgerError(code, this.#leaves.length, message, cause);
  }

  #unlessOther(error: unknown, code: LedgerFlaw, message: string): unknown {
    return error instanceof FormatError ? this.#broken(code, message, error) : error;
  }
}
