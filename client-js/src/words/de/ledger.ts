import type { LedgerWords } from "../en/ledger.js";
import { plural } from "../plural.js";
import { say } from "../say.js";

const forms = plural("de");

export const ledger: LedgerWords = {
  ownOnly:
    "Du siehst, was Mitglieder signiert haben, und was dich betrifft. Gastgeber und Prüfer sehen " +
    "alles.",
  withoutNames:
    "Namen und was Leute schreiben, sind für die Mitglieder verschlüsselt und nicht für Prüfer: Du " +
    "siehst die Nummer jedes Mitglieds und jeder Einladung.",
  over:
    "Die Sitzung ist beendet. Ihr Inhalt ist gelöscht; wer auf sie zugegriffen hat, steht hier, bis " +
    "der Server die Sitzung vergisst.",
  entries: "Einträge",
  none: "Noch ist nichts aufgezeichnet.",
  found: (count) => `${forms(count, "1 Eintrag", `${String(count)} Einträge`)} gefunden.`,
  foundNews: (count) => forms(count, "1 Eintrag.", `${String(count)} Einträge.`),
  newNews: (count) => forms(count, "1 neuer Eintrag.", `${String(count)} neue Einträge.`),
  older: "Ältere Einträge zeigen",
  olderNews: "Ältere Einträge werden gezeigt.",
  newest: (count) =>
    `Das sind die neuesten ${count} Einträge. In den Dateien stehen auch die älteren.`,
  nothingFound: "Kein Eintrag ist so.",
  clear: "Filter aufheben",
  stale: (time, advice) =>
    `Das ist, was bis ${time} aufgezeichnet war; die neuesten Einträge konnten nicht geladen ` +
    `werden. ${advice}`,

  filter: "Einträge filtern",
  person: "Person",
  event: "Ereignis",
  result: "Ergebnis",
  from: "Von",
  to: "Bis",
  all: "Alle",
  nobodyHere: "Niemand von hier",
  groups: {
    members: "Beitritt, Austritt, Rollen",
    invites: "Einladungen",
    connections: "Verbindungen",
    session: "Die Sitzung",
    keys: "Schlüssel",
    ledger: "Dieses Protokoll",
  },
  results: { done: "Getan", refused: "Abgelehnt" },
  failures: {
    refused: "Abgelehnt",
    locked: "Gesperrt",
    limited: "Gebremst",
    mismatch: "Verschieden",
  },

  details: (hidden, entry) => say`Einzelheiten${hidden(` zu Eintrag ${entry}`)}`,
  facts: {
    entry: "Eintrag",
    time: "Zeit",
    type: "Art",
    by: "Von",
    about: "Über",
    outcome: "Ausgang",
    count: "Anzahl",
    before: "Signierte Aussagen davor",
    statement: "Aussage (Hash)",
    request: "Anfrage",
    browser: "Browser",
    network: "Netz",
  },
  notRecorded: "nicht aufgezeichnet oder gelöscht",

  checking: "Jeder Eintrag wird geprüft …",
  notChecked: "Nicht geprüft.",
  checkAgain: "Noch einmal prüfen",
  checkFailed: "Das Protokoll konnte nicht geprüft werden.",
  whatToDo:
    "Verlass dich von dort an nicht auf dieses Protokoll. Speicher die prüfbare Datei als Beweis, " +
    "sag es den anderen auf anderem Weg, und frag die Betreiber des Servers.",
  checkedBefore: (entry) =>
    `Bis ${entry} kann nichts geändert werden, ohne dass dieses Gerät es merkt.`,
  broken: "Gebrochen",
  brokenAt: (entry) => `Gebrochen bei ${entry}`,
  beforeStands: (why) => `${why} Was davor ist, gilt.`,
  whole: (entry) => `Geprüft bis ${entry}`,
  wholeEmpty: "Geprüft: leer",
  wholeMeans: (witnesses) =>
    "Bis dorthin fehlt kein Eintrag, keiner ist verändert oder am falschen Platz, und was " +
    `Mitglieder taten, haben sie signiert. ${witnesses}`,
  witnessed: "Die unabhängigen Zeugen, die der Server nennt, haben es bestätigt.",
  notWitnessed: "Kein unabhängiger Zeuge hat es bestätigt.",
  flaws: {
    malformed: "Etwas ist so geschrieben, wie kein ehrlicher Server es schreibt.",
    statement: "Eine signierte Aussage gehört nicht dorthin.",
    missing_act: "Etwas, das ein Mitglied signiert hat, ist ausgelassen.",
    unexpected_act: "Es steht etwas da, das kein Mitglied signiert hat.",
    time: "Die Zeit liegt vor der des Eintrags davor.",
    not_legal:
      "Es war zu dieser Zeit nicht möglich: Wer es tat, war nicht dabei oder hatte nicht das Recht.",
    details: "Was über Netz und Browser aufgezeichnet war, wurde verändert.",
    root: "Die Einträge sind nicht die, die der Server signiert hat.",
    contradicted: "Ein Gastgeber hatte ein anderes Protokoll als dieses geprüft.",
    signature: "Eine Signatur stimmt nicht.",
    order: "Einträge oder Prüfpunkte sind am falschen Platz.",
    truncated: "Es fehlen Einträge.",
    log_proof: "Was der Server signiert hat, steht nicht in seinem öffentlichen Log.",
    policy: "Zu wenige der unabhängigen Zeugen haben es bestätigt.",
  },

  save: "Protokoll speichern",
  saveMeans:
    "Die prüfbare Datei beweist allen, ohne diesen Server, dass nichts ausgelassen oder verändert " +
    "wurde. Sie enthält, was über Netze und Browser aufgezeichnet ist; Namen stehen nicht darin.",
  formats: { bundle: "Prüfbare Datei", csv: "Tabelle (CSV)", jsonl: "JSON Lines" },
  saving: "Wird gespeichert …",
  savedNews: "Gespeichert.",
  notSaved: (advice) => `Nichts wurde gespeichert. ${advice}`,
  verifyFile: "Eine Datei prüfen",
  aFile: "Eine prüfbare Datei eines Protokolls",
  fileHint: "Sie wird auf diesem Gerät geprüft und nirgendwohin gesendet.",
  checkingFile: "Die Datei wird geprüft …",
  fileVerdict: (file, verdict) => say`${file}: ${verdict}`,
  ofAnotherSession: (verdict) => `Es ist das Protokoll einer anderen Sitzung. ${verdict}`,
  notReadable: {
    title: "Nicht lesbar",
    text: "Der Browser konnte sie nicht lesen. Bitte wähl sie noch einmal.",
  },

  recorded: "Was aufgezeichnet wird",
  recordedWhat:
    "Was geschah, wann, und durch wen: mit Nummern, denn Namen sind für die Mitglieder " +
    "verschlüsselt. Einträge bleiben so lange wie die Sitzung, und niemand kann unbemerkt einen " +
    "herausnehmen.",
  recordedBeside:
    "Bei manchen Einträgen, nur für Gastgeber und Prüfer: die Art von Browser und System und der " +
    "erste Teil der Netzadresse. Die Betreiber des Servers können weniger davon aufzeichnen und " +
    "lassen es nach einiger Zeit löschen (90 Tage, wenn nichts anderes gewählt wurde). Die Beweise " +
    "bleiben gültig.",
  neverRecorded: "Nie aufgezeichnet: was ihr schreibt, Namen, Schlüssel und Links.",
};
