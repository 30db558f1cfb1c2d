/**
 * The language in which titles are hyphenated and read out that people wrote: nobody says which it
 * is, and the reader’s own is the best guess. The application itself speaks English.
 */
export const theirLanguage = navigator.language;
