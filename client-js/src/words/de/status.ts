import type { StatusWords } from "../en/status.js";

export const status: StatusWords = {
  offline: "Offline",
  connecting: "Wird verbunden …",
  live: "Live",
  loading: "Wird geladen …",
  reconnecting: "Wird neu verbunden …",
  disconnected: "Getrennt",
  closed: "Geschlossen",
  lostNews: "Verbindung verloren. Es wird weiter versucht.",
  backNews: "Wieder verbunden.",
};
