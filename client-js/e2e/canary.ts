/**
 * The forms in which a text can lie in a file or a message, in Latin-1: UTF-8, UTF-16, hexadecimal,
 * percent-encoded, and both base64 alphabets at each of the three offsets.
 */
export function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text, "utf8");
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  const wide = Buffer.from(text, "utf16le");
  return [
    bytes.toString("latin1"),
    wide.toString("latin1"),
    Buffer.from(wide).swap16().toString("latin1"),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    encodeURIComponent(text),
    ...base64,
    ...base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/** Only the characters that depend on nothing but these bytes. */
function base64At(bytes: Uint8Array, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  return text.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6));
}
