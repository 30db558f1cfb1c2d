import { FormatError } from "./formatError.js";

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object without a prototype: every name in it was in the text. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

const PLAIN_TEXT = /[ !#-[\]-\u{10ffff}]*/uy;
const NUMBER = /-?[0-9][0-9.eE+-]*/y;
const INTEGER = /^(?:0|[1-9][0-9]{0,15})$/;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Parses one JSON text under the rules of FORMATS.md §2. RFC 8259. */
export class JsonParser {
  readonly #text: string;
  readonly #maxDepth: number;
  #offset = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  parse(): JsonValue {
    const value = this.#value(1);
    if (this.#offset !== this.#text.length) {
      throw new FormatError("json: text after the value");
    }
    return value;
  }

  #value(depth: number): JsonValue {
    this.#skipSpace();
    const value = this.#bareValue(depth);
    this.#skipSpace();
    return value;
  }

  #bareValue(depth: number): JsonValue {
    switch (this.#text[this.#offset]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#integer();
    }
  }

  #object(depth: number): JsonObject {
    this.#enter(depth);
    const object = Object.create(null) as Record<string, JsonValue>;
    if (this.#closes("}")) {
      return object;
    }
    do {
      this.#skipSpace();
      const name = this.#string();
      if (name in object) {
        throw new FormatError("json: duplicate name");
      }
      this.#skipSpace();
      this.#expect(":");
      object[name] = this.#value(depth + 1);
    } while (this.#accept(","));
    this.#expect("}");
    return object;
  }

  #array(depth: number): readonly JsonValue[] {
    this.#enter(depth);
    const array: JsonValue[] = [];
    if (this.#closes("]")) {
      return array;
    }
    do {
      array.push(this.#value(depth + 1));
    } while (this.#accept(","));
    this.#expect("]");
    return array;
  }

  #enter(depth: number): void {
    if (depth > this.#maxDepth) {
      throw new FormatError("json: nested too deep");
    }
    this.#offset++;
  }

  #closes(bracket: string): boolean {
    this.#skipSpace();
    return this.#accept(bracket);
  }

  #string(): string {
    this.#expect('"');
    let text = "";
    for (;;) {
      text += this.#match(PLAIN_TEXT);
      if (this.#accept('"')) {
        break;
      }
      this.#expect("\\");
      text += this.#escape();
    }
    if (!isWellFormed(text)) {
      throw new FormatError("json: lone surrogate");
    }
    return text;
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#offset++);
    if (letter === "u") {
      const digits = this.#text.slice(this.#offset, this.#offset + 4);
      if (!/^[0-9A-Fa-f]{4}$/.test(digits)) {
        throw new FormatError("json: broken escape");
      }
      this.#offset += 4;
      return String.fromCharCode(parseInt(digits, 16));
    }
    const character = ESCAPES[letter];
    if (character === undefined) {
      throw new FormatError("json: broken escape");
    }
    return character;
  }

  #integer(): number {
    const digits = this.#match(NUMBER);
    if (digits === "") {
      throw new FormatError("json: no value");
    }
    const value = Number(digits);
    if (!INTEGER.test(digits) || !Number.isSafeInteger(value)) {
      throw new FormatError("json: number that is not an integer in [0, 2^53)");
    }
    return value;
  }

  #word<T extends JsonValue>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#offset)) {
      throw new FormatError("json: no value");
    }
    this.#offset += word.length;
    return value;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text)?.[0] ?? "";
    this.#offset += match.length;
    return match;
  }

  #skipSpace(): void {
    while (" \t\n\r".includes(this.#text[this.#offset] ?? "x")) {
      this.#offset++;
    }
  }

  #accept(character: string): boolean {
    if (this.#text[this.#offset] !== character) {
      return false;
    }
    this.#offset++;
    return true;
  }

  #expect(character: string): void {
    if (!this.#accept(character)) {
      throw new FormatError(`json: no ${character}`);
    }
  }
}

function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
