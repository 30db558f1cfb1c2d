import { plural } from "../plural.js";
import { spoken } from "../words.js";

const forms = plural("en");

const english = {
  offline: "Offline",
  connecting: "Connecting…",
  live: "Live",
  loading: "Loading…",
  reconnecting: "Reconnecting…",
  disconnected: "Disconnected",
  closed: "Closed",
  lostNews: "Connection lost. It is tried again.",
  backNews: "Connected again.",
  /** So many changes wait for the connection. */
  kept: (count: number): string =>
    forms(
      count,
      "1 change is kept on this device.",
      `${String(count)} changes are kept on this device.`,
    ),
  draining: "The server restarts and is back in a moment.",
  paused: (time: string): string => `Sending is paused for ${time}: too many changes at once.`,
};

export type StatusWords = typeof english;

/** How the connection is. */
export const statusWords = (): StatusWords => spoken("status", english);
