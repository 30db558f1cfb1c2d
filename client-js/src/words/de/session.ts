import type { SessionWords } from "../en/session.js";
import { say } from "../say.js";

export const session: SessionWords = {
  opening: "Die Sitzung wird geöffnet …",
  session: "Sitzung",
  loading: "Das Geteilte wird geladen …",
  invitePeople: "Leute einladen",
  people: "Leute",
  frozen: "Eingefroren.",
  frozenForHost: "Nur Gastgeber können schreiben, bis eine oder einer von euch das beendet.",
  frozenForOthers:
    "Du siehst jede Änderung; nur Gastgeber können welche machen, bis einer das beendet.",
  viewOnly: "Nur ansehen.",
  viewOnlyMeans: "Du siehst jede Änderung; du kannst keine machen.",
  withoutKeys:
    "Du siehst, wer dabei ist und in welcher Rolle. Was sie schreiben und wie sie sich nennen, ist " +
    "für die anderen verschlüsselt und nicht für dich.",

  notHere: {
    title: "Dieses Gerät ist nicht in der Sitzung",
    text:
      "Öffne sie auf dem Gerät und in dem Browser, mit dem du beigetreten bist, oder bitte den " +
      "Gastgeber um eine neue Einladung.",
  },
  forget: "Von diesem Gerät löschen",
  removed: {
    title: (host) => `${host} hat dich aus dieser Sitzung entfernt`,
    text: (stays) => `Was du schon gesehen hast, bleibt dir; Neues kommt nicht mehr an. ${stays}`,
  },
  ended: {
    title: (host) => `${host} hat die Sitzung beendet`,
    byYou: "Du hast die Sitzung beendet",
    text: (stays) =>
      `Sie ist für alle vorbei, und der Server hat gelöscht, was er gespeichert hatte. ${stays}`,
  },
  moved: {
    title: "Du hast auf einem anderen Gerät weitergemacht",
    text: "Dieses Gerät hat nichts mehr von der Sitzung.",
  },
  left: {
    title: "Du hast die Sitzung verlassen",
    text: "Um wiederzukommen, brauchst du eine neue Einladung.",
  },
  notFound: {
    title: "Du bist nicht mehr in dieser Sitzung",
    text: (stays) =>
      "Vielleicht hat dich ein Gastgeber entfernt, während du weg warst, oder sie ist abgelaufen, " +
      `weil lange niemand da war. ${stays}`,
  },
  dishonest: {
    title: "Benutz diese Sitzung nicht weiter: Der Server ist nicht ehrlich zu dir",
    text:
      "Er hat etwas geliefert, das ehrliche Mitglieder nicht gemacht haben können. Deshalb wird " +
      "nichts mehr von ihm gelesen und nichts gesendet. Sag es den anderen auf anderem Weg.",
  },
  aHost: "Ein Gastgeber",
  saveCopy: "Eine Kopie speichern",
  keysStay: "Dieses Gerät behält seine Schlüssel, bis du sie löschst.",
  contentStays:
    "Diese Seite hat das Geteilte noch: Speicher eine Kopie, bevor du sie verlässt, wenn du eine " +
    "behalten darfst.",

  saveCopyOf: {
    board: "Eine Kopie des Boards speichern",
    document: "Eine Kopie des Dokuments speichern",
    radar: "Eine Kopie des Radars speichern",
    slides: "Eine Kopie der Folien speichern",
  },
  leave: "Diese Sitzung verlassen",
  leaving:
    "Das löscht die Schlüssel der Sitzung von diesem Gerät. Um wiederzukommen, brauchst du eine " +
    "neue Einladung.",
  onlyHost:
    "Außer dir gibt es keinen Gastgeber. Ohne einen kann niemand eingeladen, eingelassen oder " +
    "entfernt werden.",
  leaveNow: "Verlassen und von diesem Gerät löschen",

  ledger: "Wer Zugang zu dieser Sitzung hatte",
  ledgerIs:
    "Jede Einladung, jeder Versuch, jeder Beitritt und jede Entfernung, in einem Protokoll, das " +
    "niemand unbemerkt ändern kann.",
  openLedger: "Protokoll öffnen",
  toSession: "Zur Sitzung",
  hostConsole: "Gastgeberseite",
  openingLedger: "Das Protokoll wird geöffnet …",

  roleNews: {
    host: "Du bist jetzt Gastgeber: Du kannst Leute einladen und entfernen.",
    editor: "Du bist jetzt Bearbeiter: Du kannst das Geteilte ändern.",
    viewer: "Du bist jetzt Betrachter: Du kannst zusehen, aber nichts ändern.",
    auditor: "Du bist jetzt Prüfer: Du siehst, wer dabei ist, aber nicht mehr den Inhalt.",
  },
  frozenNews: "Die Sitzung ist eingefroren.",
  thawedNews: "Die Sitzung ist nicht mehr eingefroren.",

  alarm: {
    short: (strong) =>
      say`${strong("Der Server zeigt den Leuten hier Verschiedenes.")} Verlass dich nicht auf das, was du siehst, bis ihr auf anderem Weg miteinander gesprochen habt.`,
    title: "Halt: Der Server zeigt den Leuten hier Verschiedenes",
    text:
      "Dem Gerät eines anderen Mitglieds wurde eine andere Geschichte dieser Sitzung gezeigt als " +
      "deinem. Entweder ist der Server nicht ehrlich, oder jenes Gerät lügt. Vergleich mit den " +
      "anderen auf anderem Weg, zum Beispiel am Telefon, bevor du weitermachst.",
    read: "Ich habe das gelesen",
    save: "Beweise speichern",
  },
};
