import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { type Bytes } from "../../src/bytes.js";
import { type Misspelling } from "./forgery.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SPACES = [" ", "\t", "\n", "\r", "\v", "\f", "\0", "\x7f", "\x85", "\xa0"];
const INVISIBLE = ["\u200b", "\u2028", "\u3000", "\ufeff", "\u00ad", "\ud800"];
const FOREIGN = ["+", "/", "=", "~", "*", "!", "'", '"', "%", "%2E", "é", "Ａ", "А", "😀"];
const AROUND = [...SPACES, ...INVISIBLE, ...FOREIGN, ".", ",", ";", "&", "?", "#", "A"];
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The compact text, spelt in every way but the one. */
export function misspeltTokens(): readonly Misspelling<string>[] {
  return [
    ...AROUND.flatMap((text): Misspelling<string>[] => [
      [`${JSON.stringify(text)} before`, (token) => text + token],
      [`${JSON.stringify(text)} behind`, (token) => token + text],
    ]),
    ["nothing", () => ""],
    ["only dots", () => ".."],
    ["100,000 dots", () => ".".repeat(100_000)],
    ["two parts", parts(([header, payload]) => [header, payload])],
    ["no signature", parts(([header, payload]) => [header, payload, ""])],
    ["no payload", parts(([header, , signature]) => [header, "", signature])],
    ["no header", parts(([, payload, signature]) => ["", payload, signature])],
    ["four parts", (token) => `${token}.A`],
    ["five parts, as a JWE", parts(([header, payload]) => [header, "", payload, "", payload])],
    ["another order", parts(([header, payload, signature]) => [payload, header, signature])],
    ["two tokens", (token) => `${token}\n${token}`],
    ["another dot", (token) => token.replaceAll(".", "．")],
    ["an encoded dot", (token) => token.replaceAll(".", "%2E")],
    ["a scheme", (token) => `Bearer ${token}`],
    ["JSON around it", (token) => JSON.stringify(token)],
    ["JSON serialization", jsonSerialization],
    ["upper case", (token) => token.toUpperCase()],
    ["lower case", (token) => token.toLowerCase()],
    ["4 KiB of payload", parts(([header, , signature]) => [header, "A".repeat(4096), signature])],
    [
      "1 MiB of header",
      parts(([, payload, signature]) => ["A".repeat(1 << 20), payload, signature]),
    ],
  ];
}

/** One part, spelt in every way but the canonical one. */
export function misspeltParts(): readonly Misspelling<string>[] {
  return [
    ...[...SPACES, ...INVISIBLE, ...FOREIGN].flatMap((text): Misspelling<string>[] => [
      [`${JSON.stringify(text)} before`, (part) => text + part],
      [`${JSON.stringify(text)} inside`, (part) => part.slice(0, 20) + text + part.slice(20)],
      [`${JSON.stringify(text)} behind`, (part) => part + text],
      [`${JSON.stringify(text)} in place of the first`, (part) => text + part.slice(1)],
      [`${JSON.stringify(text)} in place of the last`, (part) => part.slice(0, -1) + text],
    ]),
    ["padding", (part) => part.padEnd(part.length + 4 - (part.length % 4), "=")],
    ["one character more", (part) => `${part}A`],
    ["two characters more", (part) => `${part}AA`],
    ["four characters more", (part) => `${part}AAAA`],
    ["one character less", (part) => part.slice(0, -1)],
    ["two characters less", (part) => part.slice(0, -2)],
    ["stray bits", withStrayBits],
  ];
}

/** 64 bytes that are another signature, or none. */
export function otherSignatures(): readonly Misspelling<string>[] {
  return [
    ...Array.from({ length: 512 }, (_, bit) => signature(`bit ${String(bit)} flipped`, flip(bit))),
    ...Array.from({ length: 15 }, (_, i) =>
      signature(`S + ${String(i + 1)}L`, (bytes) => addToScalar(bytes, BigInt(i + 1) * ORDER)),
    ),
    ...Array.from({ length: 15 }, (_, i): Misspelling<string> => [
      `stray bits ${String(i + 1)}`,
      (part) => part.slice(0, -1) + ALPHABET.charAt(ALPHABET.indexOf(part.slice(-1)) ^ (i + 1)),
    ]),
    signature("zeros", (bytes) => bytes.fill(0)),
    signature("ones", (bytes) => bytes.fill(255)),
    signature("the identity and zero", (bytes) => bytes.fill(0).fill(1, 0, 1)),
    signature("no S", (bytes) => bytes.fill(0, 32)),
    signature("no R", (bytes) => bytes.fill(0, 0, 32)),
    signature("halves swapped", (bytes) => bytes.copyWithin(0, 32).reverse()),
  ];
}

function parts(change: (of: readonly string[]) => readonly (string | undefined)[]) {
  return (token: string): string => change(token.split(".")).join(".");
}

function jsonSerialization(token: string): string {
  const [header, payload, signed] = token.split(".");
  return JSON.stringify({ protected: header, payload, signature: signed });
}

/** Other spelling of the same bytes; where no bit is left over, one that is none. */
function withStrayBits(part: string): string {
  const last = ALPHABET.indexOf(part.slice(-1));
  return part.length % 4 === 0 ? `${part}B` : part.slice(0, -1) + ALPHABET.charAt(last + 1);
}

function signature(flaw: string, change: (bytes: Bytes) => Bytes): Misspelling<string> {
  return [flaw, (part) => encodeBase64Url(change(decodeBase64Url(part)))];
}

function flip(bit: number) {
  return (bytes: Bytes): Bytes => {
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bytes;
  };
}

function addToScalar(bytes: Bytes, addend: bigint): Bytes {
  let rest = addend;
  for (let i = 32; i < 64; i++) {
    rest += BigInt(bytes[i] ?? 0);
    bytes[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}
