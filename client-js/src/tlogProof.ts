import { decodeBase64 } from "./base64.js";
import type { Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { HASH_BYTES } from "./merklePath.js";

const MAX_CHARS = 131_072;
const MAX_HASHES = 63;
const FORM =
  /^c2sp\.org\/tlog-proof@v1\n(?:extra ([^\n]*)\n)?index (0|[1-9][0-9]{0,15})\n((?:[^\n]+\n)*)\n([^]+)$/;

/** That a leaf is in a tree, with the checkpoint that says which: a receipt. C2SP tlog-proof v1. */
export interface TlogProof {
  readonly index: number;
  /** The siblings on the leaf's way up, lowest first. */
  readonly hashes: readonly Bytes[];
  /** The signed checkpoint, which is not read here. */
  readonly checkpoint: string;
}

/** @throws {FormatError} On what is no proof. Data that an issuer added is passed over. */
export function parseTlogProof(text: string): TlogProof {
  const parts = text.length > MAX_CHARS ? null : FORM.exec(text);
  if (parts === null) {
    throw new FormatError("proof: too long, or not the lines of one");
  }
  const [, extra = "", digits = "", lines = "", checkpoint = ""] = parts;
  decodeBase64(extra);
  const index = Number(digits);
  const hashes = lines.split("\n").slice(0, -1).map(decodeBase64);
  if (!Number.isSafeInteger(index) || hashes.length > MAX_HASHES) {
    throw new FormatError("proof: index too large, or too many hashes");
  }
  if (hashes.some((hash) => hash.length !== HASH_BYTES)) {
    throw new FormatError("proof: hash of another length");
  }
  return { index, hashes, checkpoint };
}
