import type { KnockingWords } from "../en/knocking.js";
import { say } from "../say.js";

export const knocking: KnockingWords = {
  atTheDoor: "Vor der Tür",
  wants: (name) => say`${name} möchte herein.`,
  wantsNews: (name) => `${name} möchte herein.`,
  severalWantNews: (names) => `${names} möchten herein.`,
  rivals: (count) =>
    `${String(count)} fragen mit dieser Einladung. Vergleich die Bilder, bevor du jemanden einlässt.`,
  preparing: "Die Bilder zum Vergleichen werden vorbereitet …",
  compare: (hidden, name) => say`Bilder vergleichen${hidden(` mit ${name}`)}`,
  callOrMeet:
    "Ruft euch an oder trefft euch. Ihr müsst beide dieselben sieben sehen, in dieser Reihenfolge:",
  answers: {
    admit: (hidden, name) => say`Einlassen${hidden(`: ${name}`)}`,
    decline: (hidden, name) => say`Abweisen${hidden(`: ${name}`)}`,
    block: (hidden, name) => say`Abweisen und sperren${hidden(`: ${name}`)}`,
  },
  oneMoment: (hidden, name) => say`Einen Moment …${hidden(` ${name}`)}`,
  doneNews: {
    admit: (name) => `${name} ist eingelassen.`,
    decline: (name) => `${name} ist nicht eingelassen.`,
    block: (name) => `${name} ist nicht eingelassen, und die Einladung ist zurückgezogen.`,
  },
  stillWaits: (name, advice) => `${name} wartet noch. ${advice}`,
  byAnotherHost: "Mit einer Einladung von einem anderen Gastgeber.",
  byYours: (name) => say`Mit deiner Einladung für ${name}.`,
  byYoursRenamed: (name) => say`Mit deiner Einladung für ${name}, unter einem anderen Namen.`,
};
