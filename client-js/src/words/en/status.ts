import { spoken } from "../words.js";

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
};

export type StatusWords = typeof english;

/** How the connection is. */
export const statusWords = (): StatusWords => spoken("status", english);
