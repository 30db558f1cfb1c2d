import { decodeBase64Url } from "./base64Url.js";
import type { Bytes } from "./bytes.js";
import type { ConsistencyProof } from "./consistencyProof.js";
import type { MemberAccess } from "./memberAccess.js";
import {
  type JsonObject,
  readArray,
  readBoolean,
  readInteger,
  readObject,
  readString,
} from "./strictJson.js";

/** One entry as the broker serves it: nothing of it is checked. */
export interface ServedEntry {
  readonly index: number;
  /** The leaf. */
  readonly entry: string;
  /** "" where there are no details, or not for this member. */
  readonly salt: string;
  readonly details: string;
}

export interface LedgerPage {
  readonly more: boolean;
  /** From where on to ask for more: what a member may not see is left out. */
  readonly next: number;
  readonly entries: readonly ServedEntry[];
}

/** As many entries come at once. */
export const MAX_PAGE = 1_000;

/** What the broker serves of a session's ledger. PROTOCOL.md §10. */
export class BrokerLedger {
  readonly #access: MemberAccess;

  constructor(access: MemberAccess) {
    this.#access = access;
  }

  /** Its newest checkpoint, signed. */
  checkpoint(signal: AbortSignal): Promise<string> {
    const request = { method: "GET", path: "/ledger/checkpoint", signal } as const;
    return this.#access.call(request, ({ checkpoint }) => readString(checkpoint));
  }

  async consistency(from: number, to: number, signal: AbortSignal): Promise<ConsistencyProof> {
    const query = { from, to };
    const request = { method: "GET", path: "/ledger/proof", query, signal } as const;
    const hashes = await this.#access.call(request, readHashes);
    return { from, to, hashes };
  }

  /** At most so many entries, at most {@link MAX_PAGE}, from this index on. */
  page(from: number, most: number, signal: AbortSignal): Promise<LedgerPage> {
    const query = { from, most };
    const request = { method: "GET", path: "/ledger", query, signal } as const;
    return this.#access.call(request, readPage);
  }

  /** All that others need to verify it. */
  async export(signal: AbortSignal): Promise<Blob> {
    const request = { method: "GET", path: "/ledger/export", signal } as const;
    const body = await this.#access.stream(request);
    return new Response(body, { headers: { "Content-Type": "application/jsonl" } }).blob();
  }
}

function readHashes({ hashes }: JsonObject): readonly Bytes[] {
  return readArray(hashes).map((hash) => decodeBase64Url(readString(hash)));
}

function readPage(answer: JsonObject): LedgerPage {
  return {
    more: readBoolean(answer.more),
    next: readInteger(answer.next),
    entries: readArray(answer.entries).map((value) => {
      const { index, entry, salt, details } = readObject(value);
      return {
        index: readInteger(index),
        entry: readString(entry),
        salt: readString(salt),
        details: readString(details),
      };
    }),
  };
}
