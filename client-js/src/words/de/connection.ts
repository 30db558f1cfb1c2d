import type { ConnectionWords } from "../en/connection.js";

export const connection: ConnectionWords = {
  title: "Verbindung",
  server: "Server",
  state: "Zustand",
  inStep: "Zuletzt auf dem Stand",
  now: "jetzt",
  never: "noch nicht",
  waiting: "Wartende Änderungen",
  none: "keine",
  key: "Schlüssel",
  keyNumber: (number) => `Nr. ${String(number)}`,
  people: "Verglichene Personen",
  peopleOf: (compared, all) => `${String(compared)} von ${String(all)}`,
  trouble: "Letzte Störung",
  copy: "Für den Support kopieren",
  copyMeans:
    "Keine Namen, kein Inhalt, keine Schlüssel: was hier steht, der Browser und die Uhrzeit.",
  close: "Schließen",
};
