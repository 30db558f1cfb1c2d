import { decodeBase64, encodeBase64 } from "./base64.js";
import { encodeBase64Url } from "./base64Url.js";
import { ascii, equalBytes } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import { InvalidNoteError } from "./invalidNoteError.js";
import { HASH_BYTES } from "./merklePath.js";
import { NO_CHECKPOINT } from "./noCheckpoint.js";
import { isNoteSignedBy, type NoteKey } from "./noteKey.js";
import type { SessionId } from "./sessionId.js";
import { parseSignedNote, requireNoteName, type SignedNote } from "./signedNote.js";
import type { TreeHead } from "./statement.js";

const BODY = /^([^\n]*)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n$/;
const WEB_ORIGIN = /^https?:\/\/([^/+?#]+)$/;

/** Which tree has which size and root. C2SP tlog-checkpoint v1, FORMATS.md §11.5. */
export interface Checkpoint extends TreeHead {
  /** The name of the tree, and of the key that signs for it. */
  readonly origin: string;
}

/**
 * Reads a checkpoint without its signature.
 *
 * @throws {FormatError} On anything but the three lines of one.
 */
export function parseCheckpoint(body: string): Checkpoint {
  const [, origin = "", digits = "", encoded = ""] = BODY.exec(body) ?? [];
  requireNoteName(origin);
  const [size, root] = [Number(digits), decodeBase64(encoded)];
  if (root.length !== HASH_BYTES || !Number.isSafeInteger(size)) {
    throw new FormatError("checkpoint: not the three lines of one");
  }
  if (size === 0 && !equalBytes(root, NO_CHECKPOINT.root)) {
    throw new FormatError("checkpoint: another root than the empty tree has");
  }
  return { origin, size, root };
}

/** The three lines that are signed; an entry of the broker-wide log has just these. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${String(size)}\n${encodeBase64(root)}\n`;
}

/**
 * Reads a signed checkpoint of the tree that the key is named after.
 *
 * @throws {FormatError} On what is no signed checkpoint.
 * @throws {InvalidNoteError} If it is of another tree, or not signed by the key.
 */
export async function openCheckpoint(note: string | SignedNote, key: NoteKey): Promise<Checkpoint> {
  const signed = typeof note === "string" ? parseSignedNote(note) : note;
  const checkpoint = parseCheckpoint(signed.text);
  if (checkpoint.origin !== key.name) {
    throw new InvalidNoteError("checkpoint: of another tree");
  }
  if (!(await isNoteSignedBy(signed, key))) {
    throw new InvalidNoteError("checkpoint: not signed by its key");
  }
  return checkpoint;
}

/** The origin of a session's tree. @throws {FormatError} If the broker's is none of the web. */
export async function sessionTreeOrigin(brokerOrigin: string, sid: SessionId): Promise<string> {
  return `${hostOf(brokerOrigin)}/s/${encodeBase64Url(await sha256(ascii(sid)))}`;
}

/** The origin of the broker-wide log. @throws {FormatError} If the broker's is none of the web. */
export function brokerLogOrigin(brokerOrigin: string): string {
  return `${hostOf(brokerOrigin)}/log`;
}

function hostOf(brokerOrigin: string): string {
  const [, host] = WEB_ORIGIN.exec(brokerOrigin) ?? [];
  if (host === undefined) {
    throw new FormatError("checkpoint: the broker's origin is none of the web");
  }
  return host;
}
