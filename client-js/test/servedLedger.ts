import { type StatedAct } from "../src/acts.js";
import { type LedgerPage } from "../src/brokerLedger.js";
import { type Bytes, utf8 } from "../src/bytes.js";
import { checkpointBody, sessionTreeOrigin } from "../src/checkpoint.js";
import { type ConsistencyProof } from "../src/consistencyProof.js";
import { BrokerError } from "../src/errors.js";
import { type LedgerEntry, ledgerEntryText } from "../src/ledgerEntry.js";
import { leafHash } from "../src/merkleTree.js";
import { noteKey } from "../src/noteKey.js";
import { Roster } from "../src/roster.js";
import { type SigningKey } from "../src/signingKey.js";
import { parseEntry } from "../src/statementEntry.js";
import { statedBy } from "../src/statedEntries.js";
import { consistencyPath, inclusionPath, rootOf } from "./merkleOracle.js";
import { type SessionLog } from "./sessionLog.js";

/** A ledger as a broker serves it: with another one beside it, or less of it, if a test says so. */
export class ServedLedger {
  readonly #place: Pick<Roster, "origin" | "sid">;
  readonly #key: SigningKey;
  readonly entries: string[] = [];
  /** How often it was asked for what. */
  readonly asked = { checkpoint: 0, consistency: 0, page: 0 };

  constructor(place: Pick<Roster, "origin" | "sid">, key: SigningKey) {
    this.#place = place;
    this.#key = key;
  }

  /** Of a session whose genesis pins the host's key for the ledger's, with all that is due so far. */
  static async of({ roster, host, entries }: SessionLog): Promise<ServedLedger> {
    const ledger = new ServedLedger(roster, host.key);
    let before = Roster.begin(roster.sid);
    for (const text of entries) {
      const entry = parseEntry(text);
      const { statement, log, acts } = await statedBy(before, entry);
      acts.forEach((act) => {
        ledger.enter(act, { statement, log });
      });
      before = await before.apply(entry);
    }
    return ledger;
  }

  get size(): number {
    return this.entries.length;
  }

  /** The same up to some size, to be continued in another way. */
  fork(size = this.size): ServedLedger {
    const other = new ServedLedger(this.#place, this.#key);
    other.entries.push(...this.entries.slice(0, size));
    return other;
  }

  enter(act: StatedAct, rest: Partial<LedgerEntry> = {}): string {
    const at = 1_764_500_000_000_000 + this.size;
    const nothing = { count: 1, log: 0, statement: null, request: "", details: null };
    const text = ledgerEntryText({ at, ...nothing, ...act, ...rest });
    this.entries.push(text);
    return text;
  }

  /** Somebody looked at an invite: an entry that no statement is behind. */
  connect(mid: string): string {
    return this.enter({ type: "member.connected", actor: mid, object: "", outcome: "live" });
  }

  async root(size = this.size): Promise<Bytes> {
    return rootOf((await this.#leaves()).slice(0, size));
  }

  async note(size = this.size, key = this.#key): Promise<string> {
    const origin = await sessionTreeOrigin(this.#place.origin, this.#place.sid);
    const body = checkpointBody({ origin, size, root: await this.root(size) });
    const { id } = await noteKey(origin, key.publicKey);
    const signature = Buffer.concat([id, await key.sign(utf8(body))]);
    return `${body}\n— ${origin} ${signature.toString("base64")}\n`;
  }

  async receipt(index: number): Promise<{ readonly entry: string; readonly proof: string }> {
    const hashes = inclusionPath(index, await this.#leaves());
    const lines = hashes.map((hash) => `${Buffer.from(hash).toString("base64")}\n`);
    const head = `c2sp.org/tlog-proof@v1\nindex ${String(index)}\n`;
    const proof = `${head}${lines.join("")}\n${await this.note()}`;
    return { entry: this.entries[index] ?? "", proof };
  }

  checkpoint = (): Promise<string> => {
    this.asked.checkpoint += 1;
    return this.note();
  };

  consistency = async (from: number, to: number): Promise<ConsistencyProof> => {
    this.asked.consistency += 1;
    if (from > to || to > this.size) {
      throw new BrokerError("bad_request", "beyond the ledger");
    }
    return { from, to, hashes: consistencyPath(from, (await this.#leaves()).slice(0, to)) };
  };

  page = (from: number, most: number): Promise<LedgerPage> => {
    this.asked.page += 1;
    const entries = this.entries
      .map((entry, index) => ({ index, entry, salt: "", details: "" }))
      .slice(from, from + most);
    const next = Math.min(from + most, this.size);
    return Promise.resolve({ more: next < this.size, next, entries });
  };

  #leaves(): Promise<readonly Bytes[]> {
    return Promise.all(this.entries.map((entry) => leafHash(utf8(entry))));
  }
}
