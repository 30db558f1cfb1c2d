import type { ProblemWords } from "../en/problems.js";

export const problems: ProblemWords = {
  insecure: {
    title: "Diese Adresse ist nicht sicher",
    text:
      "Die Seite kam über http, deshalb hat dein Browser die Verschlüsselung abgeschaltet. Nimm " +
      "die https-Adresse dieses Servers; es wurde nichts verbraucht.",
    open: (host) => `${host} über https öffnen`,
  },
  ofThisPage: {
    title: "Auf dieser Seite ging etwas schief",
    text: "Nichts ist verloren. Versuch es bitte noch einmal; kommt es wieder, lade die Seite neu.",
  },
  offline: {
    title: "Du bist offline",
    text: "Nichts wurde verbraucht, nichts ist verloren. Es geht weiter, sobald du wieder online bist.",
  },
  notLoaded:
    "Vielleicht bist du offline, oder es gibt eine neuere Fassung der Seite. Nichts wurde " +
    "verbraucht, nichts ist verloren.",
  unreachable: {
    title: (host) => `Wir erreichen ${host} nicht`,
    someServer: "den Server",
    text: "WLAN im Hotel oder Zug? Öffne erst dessen Anmeldeseite. Es wurde nichts verbraucht.",
  },
  otherAddress: {
    title: "Dieser Server hat eine andere Adresse",
    text: (origin) =>
      `Du kamst über ${origin}, und Sitzungen sind an die Adresse gebunden, unter der der Server ` +
      "läuft. Es wurde nichts verbraucht.",
    open: (address) => `${address} öffnen`,
  },
  draining: {
    title: "Der Server startet neu",
    text: "Gleich ist er wieder da. Es wurde nichts verbraucht.",
  },
  overloaded: {
    title: "Der Server hat zu viel zu tun",
    text: "Warte einen Moment und versuch es dann noch einmal. Nichts ist verloren.",
  },
  tooManySessions: {
    title: "Dein Netz hat auf diesem Server genug Sitzungen",
    text: "Beende eine, die niemand mehr braucht, und versuch es dann noch einmal. Nichts ist verloren.",
  },
  tokenRequired: {
    title: "Auf diesem Server dürfen nur manche Sitzungen beginnen",
    text:
      "Gib unten den Code ein, den du dafür von den Betreibern des Servers bekommen hast. Zum " +
      "Beitreten braucht es keinen.",
  },
  other: {
    title: "Das hat nicht geklappt",
    text: "Nichts ist verloren. Versuch es bitte noch einmal.",
  },
  tooMany: {
    title: "Zu viele Versuche",
    later: (time) => `In ${time} kannst du es noch einmal versuchen. Es wurde nichts verbraucht.`,
    soon: "In zehn Sekunden kannst du es noch einmal versuchen.",
    now: "Du kannst es jetzt noch einmal versuchen.",
  },
  request: (code, request) => `${code} · Anfrage ${request}`,
  advice: {
    tooMany: (time) => `Zu viele Versuche: Versuch es bitte in ${time} noch einmal.`,
    again: "Versuch es bitte noch einmal.",
    againWith: (details) => `Versuch es bitte noch einmal (${details}).`,
    hostsOnly: "Das können nur Gastgeber, und du bist keiner mehr.",
    lastHost: "Die Sitzung braucht einen Gastgeber.",
    gone: "Die Person ist nicht mehr in der Sitzung.",
    linkExpired: "Der Link gilt nicht mehr. Bitte fang noch einmal an.",
    refused: "Es wurde abgelehnt.",
    offline: "Du bist offline. Versuch es bitte, wenn du wieder online bist.",
  },
};
