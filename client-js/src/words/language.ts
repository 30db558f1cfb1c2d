/** Languages that people choose from. */
export const LANGUAGES = ["en", "de"] as const;

/**
 * For tests: English with accents, longer by two fifths and in brackets, and the same from right to
 * left. Nobody’s browser asks for them.
 */
const PSEUDO_LANGUAGES = ["en-XA", "ar-XB"] as const;

export type PseudoLanguage = (typeof PSEUDO_LANGUAGES)[number];
export type Language = (typeof LANGUAGES)[number] | PseudoLanguage;

const KNOWN: readonly Language[] = [...LANGUAGES, ...PSEUDO_LANGUAGES];

/** The first of the wanted languages (as in `navigator.languages`) that is known; else English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found =
      KNOWN.find((language) => language === tag) ??
      KNOWN.find((language) => language === tag.split("-")[0]);
    if (found !== undefined) {
      return found;
    }
  }
  return "en";
}

/**
 * The locale for dates, numbers and lists: of the wanted ones the first of that language, such as
 * "de-AT" for "de". Pseudo-languages take a script that cannot be mistaken for words left in English.
 */
export function localeOf(language: Language, wanted: readonly string[]): string {
  switch (language) {
    case "en-XA":
      return "el";
    case "ar-XB":
      return "he";
    default:
      return wanted.find((tag) => tag.split("-")[0] === language) ?? language;
  }
}

export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar-XB" ? "rtl" : "ltr";
}

export function isPseudo(language: Language): language is PseudoLanguage {
  return PSEUDO_LANGUAGES.some((it) => it === language);
}
