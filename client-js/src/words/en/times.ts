import { spoken } from "../words.js";

const english = { today: "Today", yesterday: "Yesterday" };

export type TimeWords = typeof english;

export const timeWords = (): TimeWords => spoken("times", english);
