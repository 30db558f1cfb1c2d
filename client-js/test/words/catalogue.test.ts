import { expect, test } from "vitest";

import { EMOJI } from "../../src/emojiWords.js";
import { de } from "../../src/words/de.js";

test("every emoji of a comparison has a German word, and no two have the same", () => {
  const words = EMOJI.map(({ name }) => de.emoji[name]);
  expect(words.filter((word) => word === undefined)).toEqual([]);
  expect(new Set(words).size).toBe(EMOJI.length);
  expect(Object.keys(de.emoji)).toHaveLength(EMOJI.length);
});

test("German has words of its own, said with du, and German quotation marks", () => {
  const texts = textsOf(de);
  expect(texts.length).toBeGreaterThan(300);
  expect(texts.filter((text) => /\b(the|your|you|of|is|and)\b/.test(text))).toEqual([]);
  expect(texts.filter((text) => /\bSie (haben|können|müssen)\b|\bIhnen\b/.test(text))).toEqual([]);
  expect(texts.filter((text) => /["'“][^“”]*["'”]/.test(text))).toEqual([]);
  expect(texts.filter((text) => text.trim() === "" || /undefined|\w…/.test(text))).toEqual([]);
});

/** Every text of a catalogue, with something in the places of what its sentences are given. */
function textsOf(words: unknown): readonly string[] {
  if (typeof words === "string") {
    return [words];
  }
  if (typeof words === "function") {
    const said = (words as (...given: unknown[]) => unknown)(...GIVEN);
    return [Array.isArray(said) ? said.join("") : String(said)];
  }
  return Object.values(words as object).flatMap(textsOf);
}

/** Shows itself as a name, a number, and what makes a link of a text. */
const GIVEN = [2, 2, 2].map((count) =>
  Object.assign((text = "Ana") => text, {
    toString: () => String(count),
    valueOf: () => count,
  }),
);
