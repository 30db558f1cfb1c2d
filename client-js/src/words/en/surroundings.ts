import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  /** `app` is "" where the app does not say its name. */
  inApp: (app: string): string =>
    app === "" ? "You’re inside an app’s own browser." : `You’re inside ${app}’s own browser.`,
  inAppMeans:
    "Camera, saving and reconnecting may not work here, and the session stays in this app. Nothing " +
    "has been used up yet: better open the link in your real browser.",
  copyLink: "Copy link",
  howTo: "How to open it there",
  steps: {
    ios: "Press the compass or the three dots of this app, then “Open in Safari”; or paste the link into Safari.",
    android:
      "Press the three dots of this app, then “Open in browser”; or paste the link into your browser.",
    other: "Paste the link into your browser.",
  },
  forgetful:
    "This browser lets pages keep nothing (private mode, perhaps). After a reload you would need a " +
    "new invite.",
  exposedJoin: <T>(host: T): Said<T> =>
    say`The server has seen the secret of this link. ${host} has to let you in: talk by phone, and compare the pictures that both of you see then.`,
  lookAllTheSame: "Ask to be let in all the same",
  exposed: {
    title: "This invite is not safe any more",
    text:
      "Its secret was shown to the server, and it lets people in without asking a host. Have the " +
      "person who invited you withdraw it, and send a new one another way.",
  },
  /** To the person who invited. */
  exposedMessage:
    "A mail system changed my invite and showed its secret to the server. Please withdraw it, and " +
    "send me a new one another way.",
  newer: {
    title: "This link needs a newer version of this page",
    text: "Nothing has been used up. Reload the page; if this comes back, the server is too old.",
  },
  reload: "Reload",
  askAgain: "Ask again",
  askAgainSoon: "You can ask again in half a minute.",
  fullAgain: "Try again",
  otherDevice: "How do I go on from my other device?",
  otherDeviceHow:
    "Open the session there, choose “Continue on another device”, and scan the code it shows with " +
    "this one.",
};

export type SurroundingsWords = typeof english;

/** About the browser that an invite is opened in, and links that did not come as they were sent. */
export const surroundingsWords = (): SurroundingsWords => spoken("surroundings", english);
