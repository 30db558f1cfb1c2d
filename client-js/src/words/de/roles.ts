import type { RoleWords } from "../en/roles.js";

export const roles: RoleWords = {
  names: { host: "Gastgeber", editor: "Bearbeiter", viewer: "Betrachter", auditor: "Prüfer" },
  within: { host: "Gastgeber", editor: "Bearbeiter", viewer: "Betrachter", auditor: "Prüfer" },
  meanings: {
    host: "Lädt Leute ein und entfernt sie, liest und schreibt.",
    editor: "Liest und schreibt.",
    viewer: "Liest. Kann nichts ändern.",
    auditor: "Liest, wer wann was getan hat, nie den Inhalt oder die Namen.",
  },
  newcomer: "Jemand Neues",
  nameHidden: "Name für dich verborgen",
  unknown: "Jemand",
};
