import { encodeBase64 } from "../src/base64.js";
import { concat, utf8 } from "../src/bytes.js";
import { noteKey } from "../src/noteKey.js";
import { type SigningKey } from "../src/signingKey.js";

/** The text with one signature below it, as a log signs. */
export async function signNote(text: string, name: string, key: SigningKey): Promise<string> {
  const { id } = await noteKey(name, key.publicKey);
  const value = await key.sign(utf8(text));
  return `${text}\n${noteLine(name, id, value)}`;
}

export function noteLine(name: string, id: Uint8Array, value: Uint8Array): string {
  return `— ${name} ${encodeBase64(concat(id, value))}\n`;
}
