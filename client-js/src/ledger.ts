import type { Alarm } from "./alarm.js";
import type { CallOptions } from "./callOptions.js";
import type { LedgerEntryType } from "./ledgerEntryType.js";
import type { LedgerVerdict } from "./ledgerVerdict.js";
import type { Unsubscribe } from "./session.js";

export type LedgerActor =
  /** `name` is null where this device cannot read it, as an auditor's. */
  | { readonly kind: "member"; readonly id: string; readonly name: string | null }
  /** "anyone": somebody who is no member. */
  | { readonly kind: "anyone" | "broker" | "operator" };

/** One act, as the broker entered it. */
export interface LedgerEntryInfo {
  /** Its place in the ledger, from 0 on. */
  readonly index: number;
  /** By the broker's clock. */
  readonly at: Date;
  readonly type: LedgerEntryType;
  readonly actor: LedgerActor;
  /** A member ID, an invite ID, the number of a key, or "", as the type has it. */
  readonly object: string;
  /** The name of that member, or whom that invite is for; null if there is none or it is unknown. */
  readonly objectName: string | null;
  /** "ok" if there is nothing else to say. */
  readonly outcome: string;
  /** How many equal acts were entered together. */
  readonly count: number;
  /** How many statements there were when the act was judged; for an act by one, its position. */
  readonly log: number;
  /** A network of many, or a keyed hash; null if not recorded, erased, or not for this member. */
  readonly network: string | null;
  /** Family and system; null as above. */
  readonly browser: string | null;
  /** What the broker's log knows the request by. */
  readonly requestId: string | null;
  /** Hash of the statement that proves the act, base64url; null if the broker alone says so. */
  readonly statement: string | null;
}

export interface LedgerQuery {
  /** The first index; 0 if it is left out. */
  readonly from?: number;
}

/** "bundle" can be verified by others, offline; "jsonl" and "csv" are for reading. */
export type LedgerFormat = "bundle" | "jsonl" | "csv";

/** Who accessed a session: what its broker entered, and what this device has checked of it. */
export interface Ledger {
  /** The newest checkpoint that this device has verified, root in base64url; null before the first. */
  readonly newest: { readonly size: number; readonly root: string } | null;
  /**
   * Proof that this device's own entry is in the ledger, a tlog-proof of C2SP; null if the broker
   * gave none.
   */
  readonly receipt: string | null;
  /**
   * The entries in their order, fetched as they are asked for: hosts and auditors get all, others
   * those that follow from statements or are about themselves.
   */
  entries(query?: LedgerQuery, call?: CallOptions): AsyncIterable<LedgerEntryInfo>;
  /**
   * Fetches everything and verifies it, for hosts and auditors: the export, and that it is of the
   * ledger that this device has watched. What is broken is told; what is another ledger closes the
   * session, by an alarm.
   */
  verify(call?: CallOptions): Promise<LedgerVerdict>;
  /** "bundle" is for hosts and auditors, others are refused; the others are what {@link entries} gives. */
  export(format: LedgerFormat, call?: CallOptions): Promise<Blob>;
  /** Calls back for every alarm of kind `ledger`. */
  onAlarm(callback: (alarm: Alarm) => void, options?: CallOptions): Unsubscribe;
}
