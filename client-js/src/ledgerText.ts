import type { LedgerActor, LedgerEntryInfo } from "./ledger.js";

type Cell = string | number;

const COLUMNS: Readonly<Record<string, (entry: LedgerEntryInfo) => Cell | null>> = {
  index: ({ index }) => index,
  at: ({ at }) => at.toISOString(),
  type: ({ type }) => type,
  actor: ({ actor }) => idOf(actor),
  actorName: ({ actor }) => (actor.kind === "member" ? actor.name : null),
  object: ({ object }) => object,
  objectName: ({ objectName }) => objectName,
  outcome: ({ outcome }) => outcome,
  count: ({ count }) => count,
  network: ({ network }) => network,
  browser: ({ browser }) => browser,
  requestId: ({ requestId }) => requestId,
  statement: ({ statement }) => statement,
};

/** What spreadsheets take for the beginning of a formula, or of a cell of their own. */
const FORMULA = /^[=+\-@\t\r]/;

/** The names of the columns, as one line of CSV. RFC 4180. */
export function csvHeader(): string {
  return csvLine(Object.keys(COLUMNS));
}

/** One line of CSV that no spreadsheet takes for a formula: names are what other people chose. */
export function csvRow(entry: LedgerEntryInfo): string {
  return csvLine(Object.values(COLUMNS).map((cell) => cell(entry) ?? ""));
}

/** One line of JSON Lines. */
export function jsonLine(entry: LedgerEntryInfo): string {
  return `${JSON.stringify(entry)}\n`;
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => quoted(String(cell))).join(",")}\r\n`;
}

function quoted(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function idOf(actor: LedgerActor): string {
  return actor.kind === "member" ? actor.id : actor.kind;
}
