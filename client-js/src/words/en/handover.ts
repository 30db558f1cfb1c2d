import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  continueElsewhere: "Continue on another device",
  openThere:
    "Open this link there, or scan the code with it. You are asked here before anything moves; " +
    "then this device is out.",
  goodUntil: (time: string): string =>
    `Good until ${time}. Only for you: whoever opens it first asks to be you.`,
  cancel: "Cancel",
  moveTo: <T>(device: T): Said<T> => say`Move to ${device}?`,
  samePictures: "The other device must show the same seven pictures, in this order.",
  differ: "They differ: stop",
  match: "They match: move",
  oneMoment: "One moment…",
  asksNews: "The other device asks to take over.",
  nothingMoved: (advice: string): string => `Nothing has moved. ${advice}`,

  continueHere: "Continue on this device?",
  comesHere:
    "The session moves here from your other device, with your name and role; the other one is out " +
    "then. Nothing moves before you confirm it there.",
  shownThere: "What your other device shows for this one",
  /** As in "Firefox on Android". */
  device: (browser: string, system: string): string => `${browser} on ${system}`,
  someBrowser: "Browser",
  someSystem: "a device",
  go: "Continue here",
  asking: "Asking your other device…",
  keepOpen: "Keep the session open there.",
  compareNews: "Compare the pictures, and confirm on your other device.",
  confirmThere: "Confirm on your other device",
  mustShow: "It must show these seven pictures, in this order. If it shows others, stop there.",
  stillIn: "Your other device is still in. Make a new link there, and open that one.",
  /** Why nothing moved, by the code of the error. */
  refusals: {
    handover_expired: "This link is no longer good",
    handover_taken: "Another device has opened this link",
    handover_refused: "Your other device refused",
    handover_failed: "The move did not work",
    link_incomplete: "This link is incomplete",
    link_damaged: "This link is damaged",
    link_foreign: "This link moves no session",
    link_rewritten: "This link was changed on the way",
  },
};

export type HandoverWords = typeof english;

/** Moving to another device, on both of them. */
export const handoverWords = (): HandoverWords => spoken("handover", english);
