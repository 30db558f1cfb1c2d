import { afterEach, expect, test } from "vitest";

import { frameWords } from "../../src/words/en/frame.js";
import { startWords } from "../../src/words/en/start.js";
import { localeOf, preferredLanguage } from "../../src/words/language.js";
import { listed, numberText } from "../../src/words/lists.js";
import { locale, onLanguage, speak } from "../../src/words/words.js";

afterEach(() => speak("en"));

test("the first language of the browser that is known is spoken, else English", () => {
  expect(preferredLanguage(["fr-CA", "de-AT", "en"])).toBe("de");
  expect(preferredLanguage(["en-GB", "de"])).toBe("en");
  expect(preferredLanguage(["fr", "nl"])).toBe("en");
  expect(preferredLanguage([])).toBe("en");
});

test("a region is kept for dates and numbers", () => {
  expect(localeOf("de", ["fr", "de-AT", "de"])).toBe("de-AT");
  expect(localeOf("de", ["fr"])).toBe("de");
});

test("words come in the language that is spoken, and listeners hear of the change", async () => {
  let heard = 0;
  const stop = onLanguage(() => heard++);
  expect(frameWords().copy).toBe("Copy");
  await speak("de", ["de-AT"]);
  expect(frameWords().copy).toBe("Kopieren");
  expect(locale()).toBe("de-AT");
  expect(listed(["Ana", "Ben", "Cleo"])).toBe("Ana, Ben und Cleo");
  expect(heard).toBe(1);
  stop();
  await speak("en");
  expect(frameWords().copy).toBe("Copy");
  expect(listed(["Ana", "Ben", "Cleo"])).toBe("Ana, Ben, and Cleo");
  expect(numberText(1284)).toBe("1,284");
  expect(heard).toBe(1);
});

test("what is put into a sentence stays apart from its words, wherever it stands", async () => {
  const used = (): unknown => startWords().used({ name: "Ana" }, "Host", "today");
  expect(used()).toEqual(["as ", { name: "Ana" }, ", ", "Host", ", ", "today"]);
  await speak("de");
  expect(used()).toEqual(["als ", { name: "Ana" }, ", ", "Host", ", ", "today"]);
});

test("the pseudo-language changes every letter of its own and none that it was given", async () => {
  await speak("en-XA");
  expect(frameWords().copy).toMatch(/^\[Çöþý ~~~\]$/);
  expect(frameWords().notLoaded("Abc")).toMatch(/^\[Abc [^A-Za-z]+\]$/);
  expect(startWords().used("Ana", "Host", "now").join("")).toMatch(/^\[[^A-Za-z]+Ana, Host, now/);
});
