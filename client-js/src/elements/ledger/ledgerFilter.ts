import type { LedgerEntryInfo } from "../../index.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { type EntryResult, type EventGroup, failureOf, GROUP_OF } from "./entryKinds.js";

/** Which entries are shown; what is "" is not asked for. */
export interface LedgerFilter {
  /** A member’s ID, or one of {@link NO_MEMBER}. */
  readonly person: string;
  readonly event: EventGroup | "";
  readonly result: EntryResult | "";
  /** The first and the last day, as in "2026-11-30", where the reader is. */
  readonly from: string;
  readonly to: string;
}

/** Who acts without being a member. */
export const NO_MEMBER = ["anyone", "broker", "operator"] as const;

export const ALL_ENTRIES: LedgerFilter = { person: "", event: "", result: "", from: "", to: "" };

const MEMBER_ID = /^[A-Za-z0-9_-]{22}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filter that a page’s address names; what it does not know is left out. */
export function filterIn(query: URLSearchParams): LedgerFilter {
  const value = (name: keyof LedgerFilter): string => query.get(name) ?? "";
  const person = value("person");
  const isNobody = NO_MEMBER.some((kind) => kind === person);
  return {
    person: MEMBER_ID.test(person) || isNobody ? person : "",
    event: keyIn(ledgerWords().groups, value("event")),
    result: keyIn(ledgerWords().results, value("result")),
    from: DAY.test(value("from")) ? value("from") : "",
    to: DAY.test(value("to")) ? value("to") : "",
  };
}

export function queryOf(filter: LedgerFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
}

export function isEmpty(filter: LedgerFilter): boolean {
  return Object.values(filter).every((value) => value === "");
}

export function matches(entry: LedgerEntryInfo, filter: LedgerFilter): boolean {
  const { person, event, result, from, to } = filter;
  const day = dayOf(entry.at);
  return (
    (person === "" || actorIn(entry) === person || entry.object === person) &&
    (event === "" || GROUP_OF[entry.type] === event) &&
    (result === "" || (failureOf(entry) === null ? "done" : "refused") === result) &&
    (from === "" || day >= from) &&
    (to === "" || day <= to)
  );
}

/** "2026-11-30", where the reader is. */
export function dayOf(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function actorIn({ actor }: LedgerEntryInfo): string {
  return actor.kind === "member" ? actor.id : actor.kind;
}

function keyIn<K extends string>(names: Readonly<Record<K, string>>, value: string): K | "" {
  return Object.hasOwn(names, value) ? (value as K) : "";
}
