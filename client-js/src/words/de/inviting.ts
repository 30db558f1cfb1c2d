import type { InvitingWords } from "../en/inviting.js";
import { plural } from "../plural.js";
import { say } from "../say.js";

const forms = plural("de");

export const inviting: InvitingWords = {
  openSession: "Sitzung öffnen",
  invites: "Einladungen",
  people: "Leute",
  forEveryone: "Für alle",
  theInvites: "Die Einladungen",
  none: "Noch keine Einladungen. Lade die Leute einzeln ein, dann siehst du, wer gekommen ist.",
  newLinkNews: "Es gibt einen neuen Link. Der alte geht nicht mehr.",
  noNewLink: (advice) => `Es gibt keinen neuen Link. ${advice}`,
  extendedNews: "Die Einladung gilt einen Tag länger.",
  notExtended: (advice) => `Die Einladung läuft ab wie zuvor. ${advice}`,
  revokedNews: "Einladung zurückgezogen.",
  notRevoked: "Die Einladung konnte nicht zurückgezogen werden. Versuch es noch einmal.",

  states: { ready: "Offen", used: "Benutzt", expired: "Abgelaufen", revoked: "Zurückgezogen" },
  joined: (names) => say`Beigetreten: ${names}.`,
  number: (number) => say`Nummer ${number}.`,
  linkAndQr: "Link und QR-Code",
  newLink: (hidden, name) => say`Neuer Link${hidden(` für ${name}`)}`,
  inviteAgain: (hidden, name) => say`Noch einmal einladen${hidden(`: ${name}`)}`,
  oneMoreDay: (hidden, name) => say`Einen Tag länger${hidden(` für ${name}`)}`,
  revoke: "Zurückziehen",
  revokeWhat: (name) => `(die Einladung für ${name})`,
  revokeQuestion: "Diese Einladung zurückziehen? Ihr Link geht dann nie wieder.",
  revokeYes: "Zurückziehen",
  revokeNo: "Behalten",
  pending: (count) =>
    `${forms(count, "1 Person wartet", `${String(count)} Leute warten`)} auf Einlass.`,
  refusedTries: (count) =>
    `${forms(count, "1 abgelehnter Versuch", `${String(count)} abgelehnte Versuche`)}. Vielleicht ` +
    "hat jemand anderes den Link.",
  refusedTriesLast: (count, when) =>
    `${forms(count, "1 abgelehnter Versuch", `${String(count)} abgelehnte Versuche`)}, zuletzt ` +
    `${when}. Vielleicht hat jemand anderes den Link.`,
  locked: (time) => `Gesperrt bis ${time}: zu viele Versuche.`,
  looks: (count) =>
    count === 0
      ? "Noch nicht angesehen."
      : `${forms(count, "Einmal", `${String(count)}-mal`)} angesehen.`,
  uses: (used, most) => `${String(used)} von ${String(most)} beigetreten.`,
  expires: (when, time) => `Läuft ${when} ab (${time}).`,
  expired: (time) => `Abgelaufen: ${time}.`,
  nobodyCanJoin: "Mit ihr kann niemand mehr beitreten.",
  nameNotReadable: "Name nicht lesbar",
  invitedBy: (host) => `Eingeladen von ${host}`,
  hostGone: "einem Gastgeber, der nicht mehr da ist",

  refusedNotices: "Abgelehnte Versuche",
  dismiss: (hidden, name) => say`Ausblenden${hidden(`: Hinweis zur Einladung für ${name}`)}`,
  dismissUnnamed: (hidden) => say`Ausblenden${hidden(": Hinweis zu einer Einladung")}`,
  seeTries: "Ansehen, was versucht wurde",
  inviteOf: (name) => `der Einladung für ${name}`,
  someInvite: "einer Einladung",
  lockedNotice: (invite, time) =>
    `Zu viele Versuche, mit ${invite} beizutreten, sind gescheitert: Sie ist bis ${time} gesperrt. ` +
    "Vielleicht hat jemand anderes den Link.",
  usedNotice: (invite, tries, name) =>
    `Jemand hat versucht, mit ${invite} beizutreten, nachdem sie benutzt war` +
    `${tries === 1 ? "" : ` (${String(tries)} Versuche)`}. War das nicht ${name} auf einem anderen ` +
    "Gerät, dann hat jemand anderes den Link.",
  samePerson: "dieselbe Person",
  triesNotice: (invite, tries) =>
    forms(
      tries,
      `Ein Versuch, mit ${invite} beizutreten, wurde abgelehnt.`,
      `${String(tries)} Versuche, mit ${invite} beizutreten, wurden abgelehnt.`,
    ) + " Vielleicht hat jemand anderes den Link.",
};
