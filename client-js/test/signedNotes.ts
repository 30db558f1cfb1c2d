import { encodeBase64 } from "../src/base64.js";
import { concat, u64, utf8 } from "../src/bytes.js";
import { noteKey, type NoteKey } from "../src/noteKey.js";
import { type SigningKey } from "../src/signingKey.js";

/** One who cosigns the checkpoints of logs. */
export interface Witness {
  readonly key: SigningKey;
  readonly noteKey: NoteKey;
  /** What it signs, if that is not what it is shown. */
  readonly signs?: string;
}

/** The text with one signature below it, as a log signs. */
export async function signNote(text: string, name: string, key: SigningKey): Promise<string> {
  const { id } = await noteKey(name, key.publicKey);
  return `${text}\n${noteLine(name, id, await key.sign(utf8(text)))}`;
}

/** The line of a witness below a note with this text. */
export async function cosignature(text: string, witness: Witness): Promise<string> {
  const { key, noteKey: named, signs = text } = witness;
  const time = 1_796_000_001;
  const value = await key.sign(utf8(`cosignature/v1\ntime ${String(time)}\n${signs}`));
  return noteLine(named.name, named.id, concat(u64(time), value));
}

function noteLine(name: string, id: Uint8Array, value: Uint8Array): string {
  return `— ${name} ${encodeBase64(concat(id, value))}\n`;
}
