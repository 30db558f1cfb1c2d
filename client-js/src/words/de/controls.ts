import type { ControlWords } from "../en/controls.js";
import { say } from "../say.js";

export const controls: ControlWords = {
  freeze: "Einfrieren",
  freezeMeans: "Alle lesen weiter; nur Gastgeber können schreiben.",
  frozenNews: "Eingefroren: Nur Gastgeber können schreiben.",
  thawedNews: "Nicht mehr eingefroren.",
  notFrozen: (advice) => `Nicht eingefroren. ${advice}`,
  stillFrozen: (advice) => `Immer noch eingefroren. ${advice}`,
  recoveryFile: "Wiederherstellungsdatei …",
  endSession: "Sitzung beenden …",

  endQuestion: "Diese Sitzung für alle beenden?",
  endMeans:
    "Alle sind sofort draußen, Einladungen gelten nicht mehr, und der Server löscht, was er " +
    "gespeichert hat. Niemand kann sie zurückholen: Speicher vorher eine Kopie des Geteilten, wenn " +
    "du eine willst. Was Leute gesehen oder kopiert haben, bleibt bei ihnen.",
  toConfirm: (title) => say`Zum Bestätigen tippe ${title}`,
  untitled: "Ende",
  cancel: "Abbrechen",
  end: "Sitzung beenden",
  ending: "Wird beendet …",
  notEnded: (advice) => `Die Sitzung ist nicht beendet. ${advice}`,

  saveRecovery: "Eine Wiederherstellungsdatei speichern",
  recoveryMeans:
    "Wenn du dieses Gerät verlierst, machen dich die Datei und ihre Passphrase auf einem anderen " +
    "wieder zum Gastgeber. Wer beides hat, kann die Sitzung übernehmen. Niemand kann dir die " +
    "Passphrase wieder vorlesen.",
  passphrase: "Passphrase",
  passphraseHint: (least) =>
    `Mindestens ${String(least)} Zeichen; fünf zufällig gezogene Wörter sind gut.`,
  again: "Passphrase noch einmal",
  passphrasesDiffer: "Die beiden Passphrasen sind verschieden.",
  saveFile: "Datei speichern",
  sealing: "Wird versiegelt …",
  noFile: (advice) => `Es gibt keine Datei. ${advice}`,
  saved: "Die Wiederherstellungsdatei ist gespeichert",
  savedMeans:
    "Bewahr sie getrennt von diesem Gerät auf, und die Passphrase getrennt von der Datei. Wähl auf " +
    "der Startseite eines anderen Geräts „Sitzung wiederherstellen“.",
  done: "Fertig",
};
