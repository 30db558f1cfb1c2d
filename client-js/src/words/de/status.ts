import type { StatusWords } from "../en/status.js";
import { plural } from "../plural.js";

const forms = plural("de");

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
  kept: (count) =>
    forms(
      count,
      "1 Änderung ist auf diesem Gerät aufgehoben.",
      `${String(count)} Änderungen sind auf diesem Gerät aufgehoben.`,
    ),
  draining: "Der Server startet neu und ist gleich wieder da.",
  paused: (time) => `Das Senden pausiert für ${time}: zu viele Änderungen auf einmal.`,
};
