import type { JoiningWords } from "../en/joining.js";
import { plural } from "../plural.js";
import { say } from "../say.js";

const forms = plural("de");

export const joining: JoiningWords = {
  checking: "Deine Einladung wird geprüft …",
  invites: (host, guest, title) => say`${host} lädt ${guest} zu ${title} ein`,
  yourName: "Dein Name",
  join: "Sitzung beitreten",
  joining: "Du trittst bei …",
  ask: "Um Einlass bitten",
  asking: "Es wird gefragt …",
  oneByOne: (host) => say`${host} lässt alle einzeln ein: Du wartest einen Moment.`,
  terms: (uses, when, time) =>
    `${forms(uses, "Einmal gültig", `Noch ${String(uses)}-mal gültig`)}, läuft ${when} ab (${time}). ` +
    "Das Öffnen dieser Seite hat nichts verbraucht.",
  whatOthersSee: "Was sehen die anderen?",
  nameSeen:
    "Alle in der Sitzung sehen den Namen, den du wählst, deine Rolle und wann du schreibst.",
  auditorSeen:
    "Alle in der Sitzung sehen, dass ein Prüfer dabei ist. Keinen Namen: Dafür bräuchtest du einen " +
    "Schlüssel, den du nicht bekommst.",
  serverSees:
    "Der Server sieht, dass ein Gerät beigetreten ist, wann, und wie viel es sendet, aber nie was.",
  alreadyIn: (name, role, link) =>
    say`Du bist schon in dieser Sitzung, als ${name} (${role}). ${link("Öffne sie")}, oder tritt noch einmal bei.`,
  anotherLink: "Ein anderer Link",
  youAreIn: (title) => `Du bist in „${title}“.`,

  used: {
    title: "Diese Einladung wurde schon auf einem anderen Gerät benutzt",
    text:
      "Warst du das, dann mach dort weiter. Warst du es nicht, sag es gleich der Person, die dich " +
      "eingeladen hat: Vielleicht hat jemand anderes deinen Link.",
  },
  expired: {
    title: "Diese Einladung ist abgelaufen",
    text: "Ihre Zeit ist vorbei.",
    until: (time) => `Sie galt bis ${time}.`,
  },
  revoked: {
    title: (host) => `${host} hat diese Einladung zurückgezogen`,
    text: "Sie kann nicht mehr benutzt werden.",
  },
  declined: {
    title: (host) => `${host} hat dich nicht eingelassen`,
    text:
      "Es wurde nichts verbraucht. War das ein Versehen, sprich mit der Person, die dich " +
      "eingeladen hat.",
  },
  theHost: "Der Gastgeber",
  ended: {
    title: "Diese Sitzung ist beendet",
    text: (broker) =>
      `${broker} sagt, dass ein Gastgeber sie für alle beendet hat. Niemand kann mehr beitreten.`,
  },
  full: {
    title: "Die Sitzung ist voll",
    text:
      "Alle Plätze sind besetzt. Bitte den Gastgeber, Platz zu machen; in einer halben Minute siehst du " +
      "die Einladung wieder.",
  },
  noLink: {
    title: "Der geheime Teil des Links fehlt",
    text:
      "Der Teil nach # ging unterwegs verloren; Mailfilter und manche Chat-Apps schneiden ihn ab. " +
      "Füg hier den ganzen Link ein, oder scann seinen QR-Code.",
  },
  incomplete: {
    title: "Dieser Link ist unvollständig",
    text: "Manche Apps kürzen Links: Das Ende fehlt. Füg den ganzen Link ein, oder scann seinen QR-Code.",
  },
  damaged: {
    title: "Dieser Link ist beschädigt",
    text:
      "Manche Apps verändern Links unterwegs. Füg den ursprünglichen Link ein, oder scann seinen " +
      "QR-Code.",
  },
  foreign: {
    title: "Das ist keine Latchkey-Einladung",
    text: "Füg den Link ein, der dir geschickt wurde, oder scann seinen QR-Code.",
  },
  rewritten: {
    title: "Dein Mailsystem hat diesen Link verändert und sein Geheimnis dem Server gezeigt",
    text:
      "Mit ihm beizutreten ist nicht sicher. Sag der Person, die dich eingeladen hat, dass sie die " +
      "Einladung zurückziehen und auf anderem Weg eine neue schicken soll.",
  },
  wrongKey: {
    title: "Wir können diese Einladung nicht öffnen",
    text:
      "Was dieser Server zeigt, hat nicht der Gastgeber signiert, den dein Link nennt. Der Link " +
      "wurde verändert, oder er gehört zu einem anderen Server. Es wurde nichts gesendet.",
  },
  unknown: {
    title: "Wir kennen diese Einladung nicht",
    text: (broker) =>
      `${broker} hat keine Einladung zu diesem Link. Prüf ihn, oder bitte um eine neue.`,
  },
  scan: "QR-Code scannen",
  copyMessage: "Bitte um eine neue Einladung kopieren",
  message: (title) =>
    `Meine Einladung zu „${title}“ geht nicht mehr. Kannst du mir eine neue schicken?`,
  messageUntitled: "Meine Einladung zur Sitzung geht nicht mehr. Kannst du mir eine neue schicken?",

  asked: (host) => say`${host} wurde gebeten, dich einzulassen`,
  askedNews: (host) => `${host} wurde gebeten, dich einzulassen.`,
  seenNews: (host) => `${host} sieht deine Bitte.`,
  away: (host, time) =>
    say`${host} ist anscheinend nicht online. Dein Platz bleibt bis ${time} frei.`,
  keepOpen: "Lass diese Seite offen.",
  byItself: (title) => say`Sobald du eingelassen wirst, kommst du von selbst in ${title}.`,
  askedAt: (when) => `Gefragt ${when}. Neu laden kostet dich den Platz nicht.`,
  compare: (host) =>
    say`${host} sieht diese sieben Bilder auch. Wenn ihr telefoniert oder euch trefft, vergleicht sie: Andere Bilder heißen, dass jemand dazwischen ist.`,
  stopWaiting: "Nicht mehr warten",
};
