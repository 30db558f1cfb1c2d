import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { type Bytes, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { parseInviteId } from "./inviteId.js";
import {
  actorOf,
  isByStatement,
  type LedgerEntryType,
  parseLedgerEntryType,
  subjectOf,
} from "./ledgerEntryType.js";
import { parseMemberId } from "./memberId.js";
import { HASH_BYTES } from "./merklePath.js";
import { exactMembers, parseStrictJson, readInteger, readString } from "./strictJson.js";

const VERSION = 1;
const MAX_CHARS = 1024;
const MAX_NUMBER = 2 ** 31 - 1;
const REQUEST_BYTES = 12;
const OUTCOME = /^[a-z0-9_]{1,40}$/;
const EPOCH = /^[1-9][0-9]{0,9}$/;

const NAMES = [
  "v",
  "at",
  "type",
  "actor",
  "object",
  "outcome",
  "count",
  "log",
  "statement",
  "request",
  "details",
] as const;

/** One act in the ledger of one session: what a leaf of its tree says. FORMATS.md §11.1. */
export interface LedgerEntry {
  /** Microseconds since 1970, never below that of the entry before. */
  readonly at: number;
  readonly type: LedgerEntryType;
  /** A member ID, or "anyone", "broker" or "operator". */
  readonly actor: string;
  /** A member ID, an invite ID, the number of an epoch, or "", as the type has it. */
  readonly object: string;
  /** "ok" if there is nothing else to say. */
  readonly outcome: string;
  /** How many equal acts were entered together; 1 for an act by a statement. */
  readonly count: number;
  /** How many statements there were when the act was judged; the position of its own statement. */
  readonly log: number;
  /** Hash of the statement that it follows from. */
  readonly statement: Bytes | null;
  /** The broker's name of the request, or "". */
  readonly request: string;
  /** Commitment to the details. */
  readonly details: Bytes | null;
}

/**
 * Reads a leaf. Whether the act was possible is for the verifier to say.
 *
 * @throws {FormatError} On every text that {@link ledgerEntryText} does not give.
 */
export function parseLedgerEntry(text: string): LedgerEntry {
  if (text.length > MAX_CHARS) {
    throw new FormatError("ledger entry: too long");
  }
  const members = exactMembers(parseStrictJson(utf8(text), 1), NAMES);
  const entry = {
    at: readInteger(members.at),
    type: parseLedgerEntryType(readString(members.type)),
    actor: readString(members.actor),
    object: readString(members.object),
    outcome: readString(members.outcome),
    count: readInteger(members.count, 1, MAX_NUMBER),
    log: readInteger(members.log, 0, MAX_NUMBER),
    statement: readCommitment(readString(members.statement)),
    request: readString(members.request),
    details: readCommitment(readString(members.details)),
  };
  requireSayable(entry);
  if (ledgerEntryText(entry) !== text) {
    throw new FormatError("ledger entry: not the one text of this entry");
  }
  return entry;
}

/** The leaf: ASCII, at most 1,024 characters. */
export function ledgerEntryText(entry: LedgerEntry): string {
  return JSON.stringify({
    v: VERSION,
    at: entry.at,
    type: entry.type,
    actor: entry.actor,
    object: entry.object,
    outcome: entry.outcome,
    count: entry.count,
    log: entry.log,
    statement: textOf(entry.statement),
    request: entry.request,
    details: textOf(entry.details),
  });
}

function requireSayable({ type, actor, object, ...entry }: LedgerEntry): void {
  requireActor(type, actor);
  requireObject(type, object);
  if (!OUTCOME.test(entry.outcome)) {
    throw new FormatError("ledger entry: malformed outcome");
  }
  if ((entry.statement !== null) !== isByStatement(type)) {
    throw new FormatError("ledger entry: a statement too many, or none");
  }
  if (isByStatement(type) && entry.count !== 1) {
    throw new FormatError("ledger entry: one statement counted more than once");
  }
  if (entry.request !== "" && decodeBase64Url(entry.request).length !== REQUEST_BYTES) {
    throw new FormatError("ledger entry: request of another length");
  }
}

function requireActor(type: LedgerEntryType, text: string): void {
  const actor = actorOf(type);
  switch (actor) {
    case "signer":
    case "member":
      parseMemberId(text);
      break;
    case "anyone":
    case "broker":
      requireText(text === actor, "actor");
      break;
    case "operator":
      requireText(text === "operator" || text === "broker", "actor");
      break;
    case "command":
      requireText(text === "operator", "actor");
      break;
  }
}

function requireObject(type: LedgerEntryType, text: string): void {
  switch (subjectOf(type)) {
    case "nothing":
      requireText(text === "", "object");
      break;
    case "member":
      parseMemberId(text);
      break;
    case "invite":
      parseInviteId(text);
      break;
    case "epoch":
      requireText(EPOCH.test(text) && Number(text) <= MAX_NUMBER, "object");
      break;
  }
}

function requireText(holds: boolean, name: string): void {
  if (!holds) {
    throw new FormatError(`ledger entry: another ${name} than its type has`);
  }
}

function readCommitment(text: string): Bytes | null {
  if (text === "") {
    return null;
  }
  const bytes = decodeBase64Url(text);
  if (bytes.length !== HASH_BYTES) {
    throw new FormatError("ledger entry: hash of another length");
  }
  return bytes;
}

function textOf(hash: Bytes | null): string {
  return hash === null ? "" : encodeBase64Url(hash);
}
