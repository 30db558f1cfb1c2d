import type { PeopleWords } from "../en/people.js";
import { plural } from "../plural.js";
import { say } from "../say.js";

const forms = plural("de");

export const people: PeopleWords = {
  people: "Leute",
  you: "(du)",
  alone: "Außer dir ist niemand hier.",
  joinedNews: (names) => `Beigetreten: ${names}.`,

  manage: (hidden, name) => say`Verwalten${hidden(`: ${name}`)}`,
  role: "Rolle",
  changeRole: "Rolle ändern",
  changing: "Wird geändert …",
  hostLosesInvites: "Ihre oder seine Einladungen gelten dann nicht mehr.",
  roleNews: (name, role) => `${name} ist jetzt ${role}.`,
  roleUnchanged: (advice) => `Die Rolle wurde nicht geändert. ${advice}`,

  remove: (hidden, name) => say`${hidden(`${name} `)}Entfernen …`,
  invitesNotLoaded: (advice) =>
    `Niemand wurde entfernt: Die Einladungen konnten nicht geladen werden. ${advice}`,
  removeQuestion: (name) => say`${name} entfernen?`,
  removeMeans: (name) =>
    say`${name()} verliert jetzt den Zugang. Die Sitzung bekommt außerdem einen neuen Schlüssel, damit ${name()} nicht lesen kann, was danach kommt. Was ${name()} schon gesehen oder kopiert hat, lässt sich nicht zurückholen.`,
  invitedThese: (name) => say`Diese Leute hat ${name} eingeladen. Auch sie entfernen?`,
  openInvites: "Offene Einladungen: Kreuze an, welche weiter gelten",
  ofAnotherHost: "Von einem anderen Gastgeber",
  invitesStop: (name) =>
    say`Einladungen, die ${name} gemacht oder benutzt hat, gelten dann nicht mehr.`,
  otherInvitesStop: (name) =>
    say`Alle anderen Einladungen, und die, die ${name} gemacht oder benutzt hat, gelten dann nicht mehr.`,
  cancel: "Abbrechen",
  removing: "Wird entfernt …",
  removeNow: (name) => say`${name} entfernen`,
  notRemoved: (advice) => `Niemand wurde entfernt. ${advice}`,
  removedNews: (name) => `${name} ist entfernt.`,
  removed: (name) => say`${name} ist entfernt`,
  nothingNew: (name) => say`Nichts Neues erreicht ${name()}, und nichts von dort wird angenommen.`,
  unconfirmed: (count) =>
    count === 0
      ? "Alle, die dabei sind, haben den neuen Schlüssel."
      : `${forms(count, "1 Person hat", `${String(count)} Leute haben`)} den neuen Schlüssel noch ` +
        "nicht bestätigt. Er liegt bereit, wenn sie wiederkommen.",
  readable: (changes) =>
    `${forms(changes, "Eine Änderung", `${String(changes)} Änderungen`)} von vorher ` +
    `${forms(changes, "kann", "können")} gelesen oder kopiert worden sein. Das lässt sich nicht ` +
    "zurückholen.",
  done: "Fertig",
  close: "Schließen",

  pictures: "Bilder zum Vergleichen",
  compare: (hidden, name) => say`${hidden(`Mit ${name} `)}Vergleichen`,
  comparePictures: "Bilder vergleichen",
  wantsToCompare: (name) =>
    say`${name} möchte mit dir Bilder vergleichen, am Telefon oder von Angesicht zu Angesicht.`,
  wantsToCompareNews: (name) => `${name} möchte mit dir Bilder vergleichen.`,
  compareNow: "Jetzt vergleichen",
  notNow: "Jetzt nicht",
  compareWith: (name) => say`Mit ${name} vergleichen`,
  callOrMeet: (name) =>
    say`Ruf ${name} an, oder trefft euch. Nehmt dafür nicht diese Sitzung: Wer dazwischen ist, könnte ändern, was ihr hier schreibt.`,
  waitingFor: (name) => say`Es wird gewartet, bis ${name} mitmacht …`,
  takesPartNews: (name) => `${name} macht mit.`,
  theSame: "Seht ihr das Gleiche?",
  readOut: (name) =>
    say`Lest sie euch vor. ${name} muss dieselben sieben sehen, in derselben Reihenfolge.`,
  match: "Sie sind gleich",
  differ: "Sie sind nicht gleich",
  compared: (name) => say`Du hast mit ${name} verglichen`,
  nobodyBetween: (name) =>
    say`Niemand ist dazwischen: Was ${name} hier schreibt, kommt von der Person, mit der du gesprochen hast.`,
  stop: "Benutz diese Sitzung nicht weiter",
  somebodyBetween: (name) =>
    say`Vielleicht ist jemand dazwischen. Alle in der Sitzung können jetzt sehen, dass du und ${name} verschiedene Bilder gesehen habt. Sag es dem Gastgeber auf anderem Weg.`,
  notCompared: "Nicht verglichen",
  didNotTakePart: (name, advice) => `${name} hat nicht mitgemacht. ${advice}`,
  answerNotKept: (advice) => `Deine Antwort wurde nicht gespeichert. ${advice}`,
  comparedBy: (names) => `Verglichen von: ${names}`,
  differed: (names) => `Die Bilder waren anders: ${names}`,
  yourself: "du",
  somebodyGone: "jemand, der gegangen ist",
};
