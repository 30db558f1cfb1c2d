import type { SlidesWords } from "../en/slides.js";
import { say } from "../say.js";

export const slides: SlidesWords = {
  slides: "Folien",
  tabs: { show: "Zeigen", write: "Schreiben" },
  text: "Text der Folien",
  hint: (code) =>
    say`Eine Zeile ${code("---")} beginnt die nächste Folie, ${code("#")} eine Überschrift, ${code("-")} einen Punkt einer Liste. ${code("**")} auf beiden Seiten hebt Text hervor.`,
  nothing: "Noch keine Folien.",
  nothingYet: "Noch keine Folien. Schreib sie im anderen Reiter.",
  place: (page, count) => `Folie ${page} von ${count}`,
  back: "Zurück",
  on: "Weiter",
  fullScreen: "Vollbild",
  leaveFullScreen: "Vollbild verlassen",
  present: "Vorführen",
  stop: "Vorführen beenden",
  youPresent: "Du führst vor",
  presents: (name) => say`${name} führt vor.`,
  follow: "Folgen",
  unfollow: "Nicht mehr folgen",
};
