import { ascii, type Bytes } from "./bytes.js";
import { type CompactJws, parseCompactJws, verifyCompactJws } from "./compactJws.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import type { Statement } from "./statement.js";
import {
  readCompared,
  readGenesis,
  readHostStatement,
  readJoin,
  readMove,
} from "./statementReader.js";
import type { VerifyingKey } from "./verifyingKey.js";

export const MAX_ENTRY_CHARS = 65_536;

const SINGLES = [
  "genesis",
  "change",
  "invite",
  "knock",
  "admit",
  "revoke",
  "freeze",
  "compared",
  "end",
];

/** What stands in the statement log at one position: a statement, and the text that was signed. */
export interface StatementEntry {
  readonly text: string;
  readonly statement: Statement;
  /** One JWS, or the two of a pair. */
  readonly signatures: readonly [CompactJws, CompactJws?];
}

/**
 * Reads an entry of the statement log. No signature is verified: only a roster knows the keys.
 *
 * @throws {FormatError} On a text that breaks the format of FORMATS.md §7.
 */
export function parseEntry(text: string): StatementEntry {
  if (text.length > MAX_ENTRY_CHARS) {
    throw new FormatError("entry: too long");
  }
  const [first = "", second, ...more] = text.split("~");
  if (more.length > 0) {
    throw new FormatError("entry: more than two signatures");
  }
  return second === undefined ? parseSingle(text) : parsePair(text, first, second);
}

/** The hash by which one statement refers to another, whose entry this is. */
export function hashEntry(text: string): Promise<Bytes> {
  return sha256(ascii(text));
}

/** Whether the first signature names `kid` and is by `key`. */
export function isSignedBy(
  { signatures: [first] }: StatementEntry,
  kid: string,
  key: VerifyingKey,
): Promise<boolean> {
  return isBy(first, kid, key);
}

/** Whether the last signature, of the two of a pair, names `kid` and is by `key`. */
export function isCountersignedBy(
  { signatures: [first, second] }: StatementEntry,
  kid: string,
  key: VerifyingKey,
): Promise<boolean> {
  return isBy(second ?? first, kid, key);
}

async function isBy(jws: CompactJws, kid: string, key: VerifyingKey): Promise<boolean> {
  return jws.kid === kid && (await verifyCompactJws(jws, key));
}

function parseSingle(text: string): StatementEntry {
  const jws = parseCompactJws(text, { maxChars: MAX_ENTRY_CHARS, typ: SINGLES });
  return { text, statement: readSingle(jws), signatures: [jws] };
}

function readSingle(jws: CompactJws): Statement {
  switch (jws.typ) {
    case "genesis":
      return readGenesis(jws);
    case "compared":
      return readCompared(jws);
    default:
      return readHostStatement(jws);
  }
}

function parsePair(text: string, firstText: string, secondText: string): StatementEntry {
  const first = parseCompactJws(firstText, { maxChars: MAX_ENTRY_CHARS, typ: ["member", "move"] });
  const secondTyp = first.typ === "member" ? "join" : "moved";
  const second = parseCompactJws(secondText, { maxChars: MAX_ENTRY_CHARS, typ: secondTyp });
  if (first.payloadText !== second.payloadText) {
    throw new FormatError("entry: two signatures over different payloads");
  }
  const statement = first.typ === "member" ? readJoin(first) : readMove(first);
  return { text, statement, signatures: [first, second] };
}
