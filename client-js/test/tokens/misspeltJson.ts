import { type Bytes, concat, utf8 } from "../../src/bytes.js";
import { type Misspelling } from "./forgery.js";

const AROUND = [
  "\ufeff",
  "\v",
  "\f",
  "\xa0",
  "\u2028",
  "\0",
  "//\n",
  "/**/",
  "#\n",
  "{}",
  "[",
  ",",
];

/** A JSON object, spelt so that readers differ about it or that it is none. */
export function misspeltJson(): readonly Misspelling<string | Bytes>[] {
  return [
    ...AROUND.flatMap((text): Misspelling<string>[] => [
      [`${JSON.stringify(text)} before`, (json) => text + json],
      [`${JSON.stringify(text)} behind`, (json) => json + text],
      [`${JSON.stringify(text)} first in it`, (json) => `{${text}${json.slice(1)}`],
      [`${JSON.stringify(text)} last in it`, (json) => `${json.slice(0, -1)}${text}}`],
      [`${JSON.stringify(text)} at a comma`, (json) => json.replace(",", `,${text}`)],
    ]),
    ["UTF-16", (json) => concat(...Array.from(json, (letter) => utf8(`\0${letter}`)))],
    ["a byte that is no UTF-8", (json) => withName(json, 0xff)],
    ["an overlong letter", (json) => withName(json, 0xc1, 0xa1)],
    ["an encoded surrogate", (json) => withName(json, 0xed, 0xa0, 0x80)],
    ["a letter beyond Unicode", (json) => withName(json, 0xf4, 0x90, 0x80, 0x80)],
    ["a letter cut short", (json) => withName(json, 0xe2, 0x82)],
    ["an escaped surrogate", (json) => `{"\\ud800":1,${json.slice(1)}`],
    ["single quotes", (json) => json.replaceAll('"', "'")],
    ["names without quotes", (json) => json.replace(/"(\w+)":/g, "$1:")],
    ["no end", (json) => json.slice(0, -1)],
    ["no beginning", (json) => json.slice(1)],
    ["a list", (json) => `[${json}]`],
    ["a text", (json) => JSON.stringify(json)],
    ["a number", () => "1"],
    ["null", () => "null"],
    ["no member", () => "{}"],
    ["a space", () => " "],
    ["an equals sign", (json) => json.replace(":", "=")],
    ["no colon", (json) => json.replace(":", " ")],
    ["a semicolon", (json) => json.replace(",", ";")],
    ["no comma", (json) => json.replace(",", " ")],
    ["every member twice", (json) => `${json.slice(0, -1)},${json.slice(1)}`],
    ["one member twice", (json) => `${json.slice(0, -1)},${first(json)}}`],
    ["one member twice, once escaped", (json) => `${json.slice(0, -1)},${escaped(first(json))}}`],
    ["names in upper case", (json) => json.replace(/"\w+":/g, (name) => name.toUpperCase())],
    ["names with a space", (json) => json.replace(/"(\w+)":/g, '"$1 ":')],
    ["names with a NUL", (json) => json.replace(/"(\w+)":/g, '"$1\\u0000":')],
  ];
}

/** Values that no JSON has, or that FORMATS.md §2 does not take. */
export const JSON_VALUES: readonly string[] = [
  ..."NaN Infinity -Infinity undefined True TRUE nul None 0x10 0b1 010 00 +1 .5 5. 1.0 1.5".split(
    " ",
  ),
  ..."1e3 1E3 1e-1 1e999999999 -1 -0 1_000 1n 9007199254740992 18446744073709551616".split(" "),
  "1".repeat(2000),
  "",
  ...["\0", "\t", "\n", "\r", "\x01", "\x1f"].map((control) => `"${control}"`),
  ...["\\x41", "\\u{41}", "\\u004", "\\u00g1", "\\'", "\\0", "\\a", "\\U0041", "\\", "\\\n"].map(
    (escape) => `"${escape}"`,
  ),
  ...["\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800a", "\\ud800\\ud800"].map(
    (half) => `"${half}"`,
  ),
  ...['"', "'a'", "`a`", "a", '"a" "b"', '"a"+"b"'],
  ...[
    "[",
    "]",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1;2]",
    "{",
    "{,}",
    '{"a"}',
    '{"a":}',
    "{a:1}",
    "{'a':1}",
  ],
  ...['{"a":1,}', '{"a":1 "b":2}', "{1:1}", "{null:1}", '{"a":1,"a":1}', '{"a":1,"\\u0061":1}'],
  '{"a":{"b":1,"c":2,"b":3}}',
  '[{"a":1,"a":2}]',
  '{"__proto__":1,"__proto__":2}',
  `${"[".repeat(8)}${"]".repeat(8)}`,
  `${'{"a":'.repeat(8)}1${"}".repeat(8)}`,
  `${'[{"a":'.repeat(4)}1${"}]".repeat(4)}`,
  "[".repeat(2000),
  ...["/**/1", "1//", "1/**/", "#", "<!-- -->1"],
];

function withName(json: string, ...letter: readonly number[]): Bytes {
  return concat(utf8('{"a'), Uint8Array.from(letter), utf8(`":1,${json.slice(1)}`));
}

function first(json: string): string {
  return json.slice(1, json.indexOf(","));
}

/** With the second character, the first of the name, as an escape. */
function escaped(member: string): string {
  return `"\\u00${member.charCodeAt(1).toString(16)}${member.slice(2)}`;
}
