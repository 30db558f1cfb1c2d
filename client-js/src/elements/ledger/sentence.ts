import type { Said } from "../../words/say.js";

/** What somebody is called: text of its own direction, from people, not from this page. */
export interface Name {
  readonly name: string;
}

export type Sentence = Said<Name>;

/** With a capital letter, wherever that is this page’s word. */
export function capitalised(sentence: Sentence): Sentence {
  const [first = "", ...rest] = sentence.filter((part) => part !== "");
  return typeof first === "string"
    ? [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest]
    : [first, ...rest];
}

export function plainText(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === "string" ? part : part.name)).join("");
}
