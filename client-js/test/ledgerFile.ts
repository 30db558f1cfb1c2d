import { actsOf, type StatedAct } from "../src/acts.js";
import { encodeBase64Url } from "../src/base64Url.js";
import { ascii, type Bytes, utf8 } from "../src/bytes.js";
import { brokerLogOrigin, checkpointBody, sessionTreeOrigin } from "../src/checkpoint.js";
import { commitToDetails } from "../src/ledgerDetails.js";
import { type LedgerEntry, ledgerEntryText } from "../src/ledgerEntry.js";
import { leafHash } from "../src/merkleTree.js";
import { noteKey, noteKeyText } from "../src/noteKey.js";
import { Roster } from "../src/roster.js";
import { type TreeHead } from "../src/statement.js";
import { hashEntry, parseEntry } from "../src/statementEntry.js";
import { inclusionPath, rootOf } from "./merkleOracle.js";
import { bytes, type Device, ORIGIN, type SessionLog } from "./sessionLog.js";
import { cosignature, signNote, type Witness } from "./signedNotes.js";

export interface Kept {
  readonly entry: LedgerEntry;
  readonly salt: string;
  readonly details: string;
}

/** What a test has an export say. */
export interface Exporting {
  /** Other entries than those that were kept, signed all the same. */
  readonly kept?: readonly Kept[];
  /** The sizes of which there are checkpoints; that of all is added. */
  readonly sizes?: readonly number[];
  /** Those of the checkpoints that are in the broker-wide log. */
  readonly logged?: readonly number[];
  readonly policy?: string;
  readonly witnesses?: readonly Witness[];
}

const DETAILS = '{"network":"203.0.113.0/24","browser":"Firefox, Linux"}';
const SALT = bytes(16, 9);
/** What the broker-wide log has of other sessions before each checkpoint of this one. */
const OTHERS = 3;

/** The ledger of a session as its broker keeps and exports it, honest but where a test changes it. */
export class LedgerFile {
  readonly host: Device;
  readonly statements: string[] = [];
  readonly kept: Kept[] = [];
  #roster: Roster;
  #at = 1_796_000_000_000_000;

  constructor(log: SessionLog) {
    this.host = log.host;
    this.#roster = Roster.begin(log.sid);
  }

  /** Enters what a statement did, as it is taken into the log. */
  async take(text: string): Promise<void> {
    const statement = parseEntry(text);
    const acts = await actsOf(this.#roster, statement);
    const log = this.#roster.size;
    this.#roster = await this.#roster.apply(statement);
    this.statements.push(text);
    for (const act of acts) {
      const from = { log, statement: await hashEntry(text), request: "cmVxdWVzdC1hYmNk" };
      await this.#enter(act, from);
    }
  }

  /** Enters what the broker saw. */
  observe(act: StatedAct, changed: Partial<LedgerEntry> = {}): Promise<void> {
    return this.#enter(act, { log: this.#roster.size, ...changed });
  }

  /** The ledger as it is now. */
  async head(): Promise<TreeHead> {
    return headOf(await leavesOf(this.kept));
  }

  /** The lines of the export. */
  async lines(exporting: Exporting = {}): Promise<readonly string[]> {
    const { kept = this.kept, sizes = [], logged = [], policy = "", witnesses = [] } = exporting;
    const leaves = await leavesOf(kept);
    const origin = await sessionTreeOrigin(ORIGIN, this.#roster.sid);
    const bodies = [...sizes, leaves.length].map((size) => ({
      size,
      body: checkpointBody({ origin, ...headOf(leaves.slice(0, size)) }),
    }));
    const notes = await Promise.all(
      bodies.map(({ body }) => signNote(body, origin, this.host.key)),
    );
    const inLog = bodies.filter(({ size }) => logged.includes(size)).map(({ body }) => body);
    return [
      await this.#header(policy),
      ...this.statements.map((entry, position) => line("statement", { position, entry })),
      ...kept.map(({ entry, salt, details }, index) =>
        line("entry", { index, entry: ledgerEntryText(entry), salt, details }),
      ),
      ...notes.map((note) => line("checkpoint", { note })),
      ...(inLog.length > 0 ? await this.#logLines(inLog, witnesses) : []),
    ];
  }

  async #header(policy: string): Promise<string> {
    const logKey = noteKeyText(await noteKey(brokerLogOrigin(ORIGIN), this.host.signingKey));
    return line("ledger", { version: 1, sid: this.#roster.sid, origin: ORIGIN, logKey, policy });
  }

  async #logLines(
    bodies: readonly string[],
    witnesses: readonly Witness[],
  ): Promise<readonly string[]> {
    const others = (at: number) =>
      Array.from({ length: OTHERS }, (_, other) => `other ${String(at)} ${String(other)}\n`);
    const texts = bodies.flatMap((body, at) => [...others(at), body]);
    const leaves = await Promise.all(texts.map((text) => leafHash(utf8(text))));
    const origin = brokerLogOrigin(ORIGIN);
    const body = checkpointBody({ origin, ...headOf(leaves) });
    let note = await signNote(body, origin, this.host.key);
    for (const witness of witnesses) {
      note += await cosignature(body, witness);
    }
    return [
      line("logCheckpoint", { note }),
      ...bodies.map((entry) => {
        const index = texts.indexOf(entry);
        const hashes = inclusionPath(index, leaves).map(encodeBase64Url);
        return line("logged", { entry: encodeBase64Url(utf8(entry)), index, hashes });
      }),
    ];
  }

  async #enter(act: StatedAct, from: Partial<LedgerEntry>): Promise<void> {
    const entry: LedgerEntry = {
      at: (this.#at += 1000),
      ...act,
      count: 1,
      log: 0,
      statement: null,
      request: "",
      details: await commitToDetails(SALT, DETAILS),
      ...from,
    };
    this.kept.push({ entry, salt: encodeBase64Url(SALT), details: DETAILS });
  }
}

function leavesOf(kept: readonly Kept[]): Promise<readonly Bytes[]> {
  return Promise.all(kept.map(({ entry }) => leafHash(ascii(ledgerEntryText(entry)))));
}

function headOf(leaves: readonly Bytes[]): TreeHead {
  return { size: leaves.length, root: rootOf(leaves) };
}

function line(kind: string, members: object): string {
  return JSON.stringify({ kind, ...members });
}
