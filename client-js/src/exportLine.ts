import { decodeBase64Url } from "./base64Url.js";
import { type Bytes, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { parseSessionId, type SessionId } from "./sessionId.js";
import { readHash } from "./statementFields.js";
import {
  exactMembers,
  type JsonObject,
  parseStrictJson,
  readArray,
  readInteger,
  readString,
} from "./strictJson.js";

export const MAX_LINE_CHARS = 262_144;

const VERSION = 1;
const BEGINNING = '{"kind":';

/** One line of the export of a ledger. The kinds stand in this order. FORMATS.md §11.3. */
export type ExportLine =
  HeaderLine | StatementLine | EntryLine | CheckpointLine | LogCheckpointLine | LoggedLine;

/** The first line. */
export interface HeaderLine {
  readonly kind: "ledger";
  readonly sid: SessionId;
  /** The broker's, as genesis has it. */
  readonly origin: string;
  /** The key of the broker-wide log. */
  readonly logKey: string;
  /** Which witnesses the broker asks, or "". */
  readonly policy: string;
}

/** An entry of the statement log. */
export interface StatementLine {
  readonly kind: "statement";
  readonly position: number;
  readonly entry: string;
}

/** An entry of the ledger; salt and details are both "" if there are none, or no more. */
export interface EntryLine {
  readonly kind: "entry";
  readonly index: number;
  readonly entry: string;
  readonly salt: string;
  readonly details: string;
}

/** A signed checkpoint of this ledger. The last one is of its full size. */
export interface CheckpointLine {
  readonly kind: "checkpoint";
  readonly note: string;
}

/** The checkpoint of the broker-wide log, in which the lines after it are proven. */
export interface LogCheckpointLine {
  readonly kind: "logCheckpoint";
  readonly note: string;
}

/** An entry of the broker-wide log: one of the checkpoints above, with the way up from there. */
export interface LoggedLine {
  readonly kind: "logged";
  readonly entry: Bytes;
  readonly index: number;
  readonly hashes: readonly Bytes[];
}

/** @throws {FormatError} On what is no line of an export. What it says is judged elsewhere. */
export function parseExportLine(line: string): ExportLine {
  if (line.length > MAX_LINE_CHARS || !line.startsWith(BEGINNING)) {
    throw new FormatError("export: line too long, or without its kind first");
  }
  const json = parseStrictJson(utf8(line), 2);
  switch (json.kind) {
    case "ledger":
      return readHeader(json);
    case "statement": {
      const { position, entry } = exactMembers(json, ["kind", "position", "entry"]);
      return { kind: "statement", position: readInteger(position), entry: readString(entry) };
    }
    case "entry":
      return readEntry(json);
    case "checkpoint":
    case "logCheckpoint":
      return { kind: json.kind, note: readString(exactMembers(json, ["kind", "note"]).note) };
    case "logged":
      return readLogged(json);
    default:
      throw new FormatError("export: unknown kind of line");
  }
}

function readHeader(json: JsonObject): HeaderLine {
  const names = ["kind", "version", "sid", "origin", "logKey", "policy"] as const;
  const { version, sid, origin, logKey, policy } = exactMembers(json, names);
  readInteger(version, VERSION, VERSION);
  return {
    kind: "ledger",
    sid: parseSessionId(readString(sid)),
    origin: readString(origin),
    logKey: readString(logKey),
    policy: readString(policy),
  };
}

function readEntry(json: JsonObject): EntryLine {
  const names = ["kind", "index", "entry", "salt", "details"] as const;
  const { index, entry, salt, details } = exactMembers(json, names);
  return {
    kind: "entry",
    index: readInteger(index),
    entry: readString(entry),
    salt: readString(salt),
    details: readString(details),
  };
}

function readLogged(json: JsonObject): LoggedLine {
  const { entry, index, hashes } = exactMembers(json, ["kind", "entry", "index", "hashes"]);
  return {
    kind: "logged",
    entry: decodeBase64Url(readString(entry)),
    index: readInteger(index),
    hashes: readArray(hashes).map(readHash),
  };
}
