import type { SharingWords } from "../en/sharing.js";
import { plural } from "../plural.js";

const forms = plural("de");

export const sharing: SharingWords = {
  invite: "Einladen",
  title: "Jemanden einladen",
  whom: "Für wen ist sie?",
  whomHint: "Das siehst nur du, und wer den Link hat.",
  role: "Rolle",
  expiresAfter: "Läuft ab nach",
  expiries: { "15m": "15 Minuten", "1h": "1 Stunde", "24h": "24 Stunden", "7d": "7 Tagen" },
  howManyUses: "Wie oft benutzbar?",
  askMe: "Mich fragen, bevor jemand hereinkommt",
  askMeMeans: "Es wird gewartet, bis ein Gastgeber einlässt.",
  note: "Persönliche Nachricht (freiwillig)",
  create: "Einladung erstellen",
  creating: "Wird erstellt …",
  cancel: "Abbrechen",
  notCreated: (advice) => `Die Einladung wurde nicht erstellt. ${advice}`,
  readyNews: (name) => `Die Einladung für ${name} ist fertig.`,
  ready: "Einladung fertig",
  summary: (name, role, uses) =>
    `Für ${name}, ${role}, ${forms(uses, "einmal", `${String(uses)}-mal`)} benutzbar.`,
  goodUntil: (time, when) => `Gültig bis ${time} (${when}).`,
  anyoneAsks:
    "Wer diesen Link bekommt, kann um Einlass bitten; du oder ein anderer Gastgeber entscheidet.",
  anyoneJoins: "Wer diesen Link zuerst bekommt, kann mit ihm beitreten.",
  sendPrivately: "Schick ihn in einer privaten Nachricht.",
  done: "Fertig",

  link: "Link",
  copyLink: "Link kopieren",
  share: "Teilen …",
  showQr: "QR-Code zeigen",
  hideQr: "QR-Code verbergen",
  qr: "QR-Code des Links",
  qrEnlarged: "QR-Code des Links, vergrößert",
  enlarge: "Vergrößern",
  close: "Schließen",
};
