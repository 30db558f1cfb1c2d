import { perLocale } from "./words.js";

const LIST = perLocale((locale) => new Intl.ListFormat(locale));
const NUMBER = perLocale((locale) => new Intl.NumberFormat(locale));

/** "Ana, Ben, and Claire", in the language that is spoken. */
export function listed(names: Iterable<string>): string {
  return LIST().format(names);
}

/** "1,284", as the reader writes it. */
export function numberText(value: number): string {
  return NUMBER().format(value);
}
