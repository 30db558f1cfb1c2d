import { actsOf, type StatedAct } from "./acts.js";
import { encodeBase64Url } from "./base64Url.js";
import type { Bytes } from "./bytes.js";
import type { StatementLine } from "./exportLine.js";
import { FormatError } from "./formatError.js";
import { BrokenLedgerError } from "./ledgerVerdict.js";
import type { MemberId } from "./memberId.js";
import { NO_CHECKPOINT } from "./noCheckpoint.js";
import type { Role } from "./role.js";
import { Roster } from "./roster.js";
import type { SessionId } from "./sessionId.js";
import { isHostStatement, type Statement, type TreeHead } from "./statement.js";
import { hashEntry, parseEntry, type StatementEntry } from "./statementEntry.js";
import { StatementError } from "./statementError.js";

/** What one statement did. */
export interface PastStatement {
  readonly acts: readonly StatedAct[];
  /** The ledger that its signer had verified; the empty one of a signer that is no host. */
  readonly checkpoint: TreeHead;
}

/**
 * A statement log, folded, with what each entry did, and from when until when there was what an
 * entry of the ledger may speak of. Keeps no text.
 */
export class StatementHistory {
  readonly #statements: PastStatement[] = [];
  readonly #positions = new Map<string, number>();
  readonly #left = new Map<string, number>();
  readonly #invites = new Map<string, number>();
  readonly #epochs: number[] = [];
  #roster: Roster;

  constructor(sid: SessionId) {
    this.#roster = Roster.begin(sid);
  }

  /** @throws {BrokenLedgerError} If the statement is not the next one. */
  async add(line: StatementLine): Promise<void> {
    const position = this.size;
    const broken = (message: string, cause: unknown) =>
      new BrokenLedgerError("statement", null, `statement ${String(position)} ${message}`, cause);
    if (line.position !== position) {
      const message = `statement ${String(position)} is not in its place`;
      throw new BrokenLedgerError("order", null, message);
    }
    try {
      await this.#add(parseEntry(line.entry));
    } catch (error) {
      if (error instanceof FormatError) {
        throw broken("is none", error);
      }
      if (error instanceof StatementError) {
        throw broken(`may not stand in the log: ${error.reason}`, error);
      }
      throw error;
    }
  }

  get size(): number {
    return this.#statements.length;
  }

  /** As it is in the end. */
  get roster(): Roster {
    return this.#roster;
  }

  at(position: number): PastStatement {
    const statement = this.#statements[position];
    if (statement === undefined) {
      throw new RangeError("no such statement");
    }
    return statement;
  }

  /** Where the statement with this hash stands, if any does. */
  positionOf(hash: Bytes): number | undefined {
    return this.#positions.get(encodeBase64Url(hash));
  }

  /** Whether that was a member, or one who waits for an answer, when the log had `size` entries. */
  hadMember(mid: string, size: number): boolean {
    const member = this.#roster.member(mid as MemberId);
    return (
      member !== undefined &&
      member.standing !== "surplus" &&
      member.entry < size &&
      size <= (this.#left.get(mid) ?? Infinity)
    );
  }

  /** Whether that was once a member, or one who waits, when the log had `size` entries. */
  knewMember(mid: string, size: number): boolean {
    return (this.#roster.member(mid as MemberId)?.entry ?? Infinity) < size;
  }

  /** The role that counted when the log had `size` entries. */
  roleOf(mid: string, size: number): Role | undefined {
    const tenures = this.#roster.member(mid as MemberId)?.tenures ?? [];
    return tenures.find(({ from, until }) => from < size && size <= until)?.role;
  }

  hadInvite(iid: string, size: number): boolean {
    return (this.#invites.get(iid) ?? Infinity) < size;
  }

  hadEpoch(number: string, size: number): boolean {
    return (this.#epochs[Number(number) - 1] ?? Infinity) < size;
  }

  async #add(entry: StatementEntry): Promise<void> {
    const { statement, text } = entry;
    const after = await this.#roster.apply(entry);
    const acts = await actsOf(this.#roster, entry);
    const checkpoint = isHostStatement(statement) ? statement.checkpoint : NO_CHECKPOINT;
    this.#note(statement, this.size);
    this.#positions.set(encodeBase64Url(await hashEntry(text)), this.size);
    this.#statements.push({ acts, checkpoint });
    this.#roster = after;
  }

  #note(statement: Statement, position: number): void {
    switch (statement.type) {
      case "change":
        for (const mid of statement.removed) {
          this.#left.set(mid, position);
        }
        if (statement.epoch !== null) {
          this.#epochs.push(position);
        }
        break;
      case "move":
        this.#left.set(statement.mid, position);
        break;
      case "invite":
        if (!this.#invites.has(statement.iid)) {
          this.#invites.set(statement.iid, position);
        }
        break;
      default:
        break;
    }
  }
}
