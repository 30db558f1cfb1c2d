import type { HandoverWords } from "../en/handover.js";
import { say } from "../say.js";

export const handover: HandoverWords = {
  continueElsewhere: "Auf einem anderen Gerät weitermachen",
  openThere:
    "Öffne dort diesen Link, oder scann mit dem Gerät den Code. Du wirst hier gefragt, bevor etwas " +
    "umzieht; danach ist dieses Gerät draußen.",
  goodUntil: (time) =>
    `Gültig bis ${time}. Nur für dich: Wer ihn zuerst öffnet, bittet darum, du zu sein.`,
  cancel: "Abbrechen",
  moveTo: (device) => say`Auf ${device} umziehen?`,
  samePictures: "Das andere Gerät muss dieselben sieben Bilder zeigen, in dieser Reihenfolge.",
  differ: "Sie sind anders: anhalten",
  match: "Sie sind gleich: umziehen",
  oneMoment: "Einen Moment …",
  asksNews: "Das andere Gerät bittet darum, zu übernehmen.",
  nothingMoved: (advice) => `Nichts ist umgezogen. ${advice}`,

  continueHere: "Auf diesem Gerät weitermachen?",
  comesHere:
    "Die Sitzung zieht von deinem anderen Gerät hierher um, mit deinem Namen und deiner Rolle; das " +
    "andere ist dann draußen. Nichts zieht um, bevor du es dort bestätigst.",
  shownThere: "Was dein anderes Gerät für dieses anzeigt",
  device: (browser, system) => `${browser} auf ${system}`,
  someBrowser: "Browser",
  someSystem: "einem Gerät",
  go: "Hier weitermachen",
  asking: "Dein anderes Gerät wird gefragt …",
  keepOpen: "Lass die Sitzung dort offen.",
  compareNews: "Vergleich die Bilder, und bestätige auf deinem anderen Gerät.",
  confirmThere: "Bestätige auf deinem anderen Gerät",
  mustShow:
    "Es muss diese sieben Bilder zeigen, in dieser Reihenfolge. Zeigt es andere, halte dort an.",
  stillIn: "Dein anderes Gerät ist noch dabei. Mach dort einen neuen Link, und öffne den.",
  refusals: {
    handover_expired: "Dieser Link gilt nicht mehr",
    handover_taken: "Ein anderes Gerät hat diesen Link geöffnet",
    handover_refused: "Dein anderes Gerät hat abgelehnt",
    handover_failed: "Der Umzug hat nicht geklappt",
    link_incomplete: "Dieser Link ist unvollständig",
    link_damaged: "Dieser Link ist beschädigt",
    link_foreign: "Mit diesem Link zieht keine Sitzung um",
    link_rewritten: "Dieser Link wurde unterwegs verändert",
  },
};
