import { spoken } from "../words.js";

const english = {
  title: "Connection",
  server: "Server",
  state: "State",
  inStep: "Last in step",
  now: "now",
  never: "not yet",
  waiting: "Changes that wait",
  none: "none",
  key: "Key",
  keyNumber: (number: number): string => `no. ${String(number)}`,
  people: "People compared",
  peopleOf: (compared: number, all: number): string => `${String(compared)} of ${String(all)}`,
  trouble: "Last trouble",
  copy: "Copy for support",
  copyMeans: "No names, no content, no keys: what stands here, the browser and the time.",
  close: "Close",
};

export type ConnectionWords = typeof english;

/** What there is to know of a connection. */
export const connectionWords = (): ConnectionWords => spoken("connection", english);
