import type { StartWords } from "../en/start.js";
import { say } from "../say.js";

export const start: StartWords = {
  title: "Teile die Sitzung, behalte den Schlüssel",
  lead:
    "Arbeite mit genau den Menschen zusammen, die du einlädst. Was ihr teilt, wird auf deinem " +
    "Gerät verschlüsselt; der Server bekommt es nie zu sehen.",
  start: "Sitzung beginnen",
  yourName: "Dein Name",
  about: "Worum geht es?",
  workOn: "Woran wollt ihr arbeiten?",
  surfaces: {
    board: { name: "Whiteboard", means: "Zettel und ein Stift, und ein Text daneben." },
    document: { name: "Dokument", means: "Ein Text, den ihr alle schreibt." },
    radar: {
      name: "Technologieradar",
      means: "Was ihr einsetzt, erprobt, beobachtet und meidet, in einem Bild.",
    },
    game: { name: "Tic-Tac-Toe", means: "Zwei spielen, die anderen sehen zu." },
    slides: {
      name: "Vorführung",
      means: "Folien aus einem Text; die anderen folgen der Person, die vorführt.",
    },
  },
  code: "Code zum Beginnen von Sitzungen",
  codePattern: "Buchstaben, Ziffern und Zeichen, keine Leerzeichen",
  startSession: "Sitzung beginnen",
  starting: "Wird begonnen …",
  join: "Einer Sitzung beitreten",
  orScan: (link) => say`oder ${link("den QR-Code scannen")}`,
  onThisDevice: "Auf diesem Gerät",
  sessions: "Sitzungen auf diesem Gerät",
  theSessions: "Die Sitzungen auf diesem Gerät",
  none: "Auf diesem Gerät gibt es noch keine Sitzungen.",
  untitled: "Ohne Titel",
  used: (name, role, when) => say`als ${name}, ${role}, ${when}`,
  recover: "Sitzung wiederherstellen",
  recoveryFile: "Wiederherstellungsdatei",
  passphrase: "Passphrase der Datei",
  recoverNow: "Wiederherstellen",
  opening: "Wird geöffnet …",
  notRecovered: (advice) => `Die Sitzung wurde nicht wiederhergestellt. ${advice}`,
  wrongPassphrase: "Das ist nicht die Passphrase dieser Datei, oder die Datei ist beschädigt.",
  notAFile: "Das ist keine Wiederherstellungsdatei dieses Servers.",
  sessionGone:
    "Die Sitzung gibt es nicht mehr, oder ein Gastgeber hat das Mitglied dieser Datei entfernt.",
};
