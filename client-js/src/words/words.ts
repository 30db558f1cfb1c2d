import type { Catalogue } from "./catalogue.js";
import { type Language, isPseudo, localeOf } from "./language.js";

/** Gives an area’s words in the language spoken, made from the English ones or in their place. */
type Speech = <A extends keyof Catalogue>(area: A, english: Catalogue[A]) => Catalogue[A];

let speech: Speech = (_, english) => english;
let spokenLanguage: Language = "en";
let spokenLocale = "en";

const listeners = new Set<() => void>();

/**
 * The words of an area in the language that is spoken now. Each area’s English module calls it, so
 * that whoever loads an area loads its English words and no others.
 */
export function spoken<A extends keyof Catalogue>(area: A, english: Catalogue[A]): Catalogue[A] {
  return speech(area, english);
}

export function language(): Language {
  return spokenLanguage;
}

/** For `Intl`: the spoken language as the reader’s browser has it, such as "de-AT". */
export function locale(): string {
  return spokenLocale;
}

/**
 * Speaks that language from when this resolves, which is when its words have come. `wanted` is
 * `navigator.languages`. Rejects, and speaks as before, if they cannot be loaded.
 */
export async function speak(next: Language, wanted: readonly string[] = []): Promise<void> {
  speech = await speechOf(next);
  spokenLanguage = next;
  spokenLocale = localeOf(next, wanted);
  for (const listener of listeners) {
    listener();
  }
}

/** Calls back whenever another language is spoken; gives the end of that. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Something that depends on the locale, such as a format, made once for each. */
export function perLocale<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const known = made.get(spokenLocale);
    if (known !== undefined) {
      return known;
    }
    const fresh = make(spokenLocale);
    made.set(spokenLocale, fresh);
    return fresh;
  };
}

async function speechOf(next: Language): Promise<Speech> {
  if (isPseudo(next)) {
    const { pseudo } = await import("./pseudo.js");
    return (_, english) => pseudo(english);
  }
  if (next === "de") {
    const { de } = await import("./de.js");
    return (area) => de[area];
  }
  return (_, english) => english;
}
