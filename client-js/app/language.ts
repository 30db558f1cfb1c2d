import { LANGUAGES, type Language, directionOf, preferredLanguage } from "../src/words/language.js";
import { language, speak } from "../src/words/words.js";

const KEY = "latchkey-language";

/** Speaks the language that was chosen on this device, else the one that the browser asks for. */
export async function speakFirst(): Promise<void> {
  await change(chosen() ?? preferredLanguage(navigator.languages));
}

/** Speaks another language, and keeps the choice on this device. */
export async function choose(next: Language): Promise<void> {
  await change(next);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage is blocked: it is spoken until the page is loaded anew.
  }
}

async function change(next: Language): Promise<void> {
  try {
    await speak(next, navigator.languages);
  } catch {
    // Its words could not be loaded. What is spoken now can be.
  }
  const { documentElement: page } = document;
  page.lang = language();
  page.dir = directionOf(language());
}

function chosen(): Language | undefined {
  try {
    return LANGUAGES.find((it) => it === localStorage.getItem(KEY));
  } catch {
    return undefined;
  }
}
