import type { FrameWords } from "../en/frame.js";
import { say } from "../say.js";

export const frame: FrameWords = {
  titles: {
    start: "Latchkey",
    join: "Deine Einladung · Latchkey",
    waiting: "⏳ Warten auf Einlass · Latchkey",
    scan: "Einladung scannen · Latchkey",
    session: "Sitzung · Latchkey",
    host: "Gastgeberseite · Latchkey",
    ledger: "Wer Zugang hatte · Latchkey",
    unknown: "Seite nicht gefunden · Latchkey",
  },
  forgetful:
    "Dieser Browser vergisst die Sitzung, sobald du den Tab schließt: Er lässt Seiten nichts " +
    "speichern (vielleicht ein privates Fenster).",
  newerPages: "Es gibt eine neuere Fassung dieser Seite. Lade sie neu, wann es dir passt.",
  encrypted: (broker) =>
    say`Ende-zu-Ende-verschlüsselt. ${broker} leitet weiter, was es nicht lesen kann.`,
  language: "Sprache",
  noSuchPage: {
    title: "Diese Seite gibt es nicht",
    text:
      "Vielleicht ist die Adresse abgeschnitten. War es eine Einladung, dann bitte noch einmal um " +
      "den ganzen Link.",
  },
  toStart: "Zur Startseite",
  startOwn: "Eine eigene beginnen",
  tryAgain: "Noch einmal versuchen",
  notLoaded: (what) => `${what} konnten nicht geladen werden.`,
  partNotLoaded: "Ein Teil dieser Seite konnte nicht geladen werden",
  reload: "Neu laden",
  details: "Einzelheiten",
  qr: "QR-Code",
  blank: "Bitte schreib etwas, nicht nur Leerzeichen.",
  copy: "Kopieren",
  copied: "Kopiert",
  copiedNews: "Kopiert.",
  copyByHand: "Drück Strg oder ⌘ und C",
  copyDenied: "Der Browser hat das Kopieren nicht erlaubt. Der Text ist markiert.",
};
