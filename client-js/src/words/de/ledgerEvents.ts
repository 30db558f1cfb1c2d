import type { LedgerEventWords } from "../en/ledgerEvents.js";
import { say } from "../say.js";

// Who acts may be “du”, a name or “jemand”, which no verb suits alike. So, as in minutes: who, then
// what.
export const ledgerEvents: LedgerEventWords = {
  you: "du",
  somebody: "jemand",
  theServer: "der Server",
  theOperator: "die Betreiber des Servers",
  member: (number) => `Mitglied ${number}`,
  inviteNumbered: (number) => `Einladung ${number}`,
  inviteFor: (name) => say`Einladung für ${name}`,
  roles: {
    host: "Gastgeber",
    editor: "Bearbeiter",
    viewer: "Betrachter",
    auditor: "Prüfer",
    none: "Mitglied",
  },

  started: (who) => say`${who}: Sitzung begonnen`,
  changed: (who) => say`${who}: neu signiert, wer dabei ist`,
  froze: (who) => say`${who}: Sitzung eingefroren, nur Gastgeber können schreiben`,
  thawed: (who) => say`${who}: nicht mehr eingefroren`,
  ended: (who) => say`${who}: Sitzung beendet`,
  invited: (who, invite, role) => say`${who}: ${invite} gemacht, als ${role}`,
  extended: (who, invite) => say`${who}: Ablauf geändert, ${invite}`,
  revoked: (who, invite) => say`${who}: ${invite} zurückgezogen`,
  opened: (who, invite) => say`${who}: ${invite} angesehen`,
  locked: (who, invite) =>
    say`${who}: ${invite} eine Weile gesperrt, zu viele Versuche sind gescheitert`,
  knocked: (who, invite, role) => say`${who}: um Einlass gebeten mit ${invite}, als ${role}`,
  joined: (who, invite, role) => say`${who}: beigetreten mit ${invite}, als ${role}`,
  cameTooLate: (who, invite) => say`${who}: zu spät gekommen, ${invite} war aufgebraucht`,
  connected: (who) => say`${who}: verbunden`,
  disconnected: (who) => say`${who}: getrennt`,
  closed: (who) => say`der Server: Verbindung von ${who} geschlossen`,
  limited: (who, what) => say`der Server: ${who} gebremst, zu viel auf einmal (${what})`,
  keyChanged: (who, number) => say`${who}: Schlüssel gewechselt, Nummer ${number}`,
  keyConfirmed: (who, number) => say`${who}: Schlüssel Nummer ${number} in Gebrauch genommen`,
  read: (who) => say`${who}: dieses Protokoll gelesen`,
  exported: (who) => say`${who}: das ganze Protokoll geholt, zum Prüfen oder Behalten`,
  erased: (who) => say`${who}: gelöscht, was über Netze und Browser aufbewahrt war`,
  operatorReadInvites: (who) => say`${who}: die Einladungen dieser Sitzung angesehen`,
  operatorReadLedger: (who) => say`${who}: das Protokoll dieser Sitzung angesehen`,
  operatorExported: (who, whom) =>
    say`${who}: in eine Datei geschrieben, was über ${whom} aufbewahrt ist`,
  operatorErased: (who, whom) =>
    say`${who}: gelöscht, was über Netz, Browser und Namen von ${whom} aufbewahrt war`,
  answered: (who, whom) => say`${who}: ${whom} an der Tür geantwortet, mit Bildern zum Vergleichen`,
  admitted: (who, whom, role) => say`${who}: ${whom} eingelassen, als ${role}`,
  declined: (who, whom) => say`${who}: ${whom} abgewiesen`,
  removed: (who, whom) => say`${who}: ${whom} entfernt`,
  roleGiven: (who, whom, role) => say`${who}: ${whom} die Rolle ${role} gegeben`,
  moved: (who, whom) => say`${who}: auf einem anderen Gerät weitergemacht, als ${whom}`,
  differed: (who, whom) => say`${who}: Bilder mit ${whom} verglichen, sie sind verschieden`,
  matched: (who, whom) => say`${who}: Bilder mit ${whom} verglichen, sie sind gleich`,

  refused: {
    bad_proof: (invite) => say`jemand: ${invite} ohne das Geheimnis versucht`,
    bad_token: (invite) => say`jemand: ${invite} mit einem ungültigen Token versucht`,
    used: (invite) => say`jemand: ${invite} versucht, nachdem sie aufgebraucht war`,
    expired: (invite) => say`jemand: ${invite} versucht, nachdem sie abgelaufen war`,
    revoked: (invite) => say`jemand: ${invite} versucht, nachdem sie zurückgezogen war`,
    declined: (invite) => say`jemand: ${invite} noch einmal versucht nach einer Abweisung`,
    full: (invite) => say`jemand: ${invite} versucht, als kein Platz war`,
    other: (invite) => say`jemand: ${invite} vergeblich versucht`,
  },
  tries: (count) => ` (${String(count)} Versuche)`,
  times: (count) => ` (${String(count)}-mal)`,
};
