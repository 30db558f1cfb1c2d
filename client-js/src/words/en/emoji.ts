import { spoken } from "../words.js";

/** What the emoji of a comparison are called, by their English names. */
export type EmojiWords = Readonly<Record<string, string>>;

/** In English they are called by the names that they have. */
const english: EmojiWords = {};

export const emojiWords = (): EmojiWords => spoken("emoji", english);
