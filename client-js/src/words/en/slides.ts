import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  slides: "Slides",
  tabs: { show: "Show", write: "Write" },
  text: "Text of the slides",
  /** `code` shows what is to be typed. */
  hint: <T>(code: (text: string) => T): Said<T> =>
    say`A line ${code("---")} begins the next slide, ${code("#")} a heading, ${code("-")} an item of a list. ${code("**")} on both sides makes text strong.`,
  nothing: "No slides yet.",
  nothingYet: "No slides yet. Write them in the other tab.",
  place: (page: string, count: string): string => `Slide ${page} of ${count}`,
  back: "Back",
  on: "Next",
  fullScreen: "Full screen",
  leaveFullScreen: "Leave full screen",
  present: "Present",
  stop: "Stop presenting",
  youPresent: "You present",
  presents: <T>(name: T): Said<T> => say`${name} presents.`,
  follow: "Follow",
  unfollow: "Stop following",
};

export type SlidesWords = typeof english;

export const slidesWords = (): SlidesWords => spoken("slides", english);
