import { encodeBase64Url, decodeBase64Url } from "./base64Url.js";
import { type BrokerLedger, type LedgerPage, MAX_PAGE, type ServedEntry } from "./brokerLedger.js";
import { equalBytes } from "./bytes.js";
import type { CallOptions } from "./callOptions.js";
import type { Connection } from "./connection.js";
import { contradiction } from "./dishonestBroker.js";
import { FormatError } from "./formatError.js";
import type { LedgerActor, LedgerEntryInfo } from "./ledger.js";
import { commitToDetails, type LedgerDetails, parseLedgerDetails } from "./ledgerDetails.js";
import { type LedgerEntry, parseLedgerEntry } from "./ledgerEntry.js";
import { subjectOf } from "./ledgerEntryType.js";

export interface ListingParts {
  readonly connection: Pick<Connection, "runBeyondEnd">;
  readonly ledger: Pick<BrokerLedger, "page">;
  /** What a member calls itself; null if that is not known here. */
  memberName(id: string): string | null;
  /** Whom invites are for, by their IDs, as far as that is known here. */
  inviteNames(signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

const NOT_RECORDED: LedgerDetails = { network: "", browser: "" };

/** Lists what is in a ledger for people to read, with the names that this device knows. */
export class LedgerListing {
  readonly #parts: ListingParts;

  constructor(parts: ListingParts) {
    this.#parts = parts;
  }

  /** From this index on, in the order of the ledger, as far as this member may see it. */
  async *from(index: number, { signal }: CallOptions = {}): AsyncGenerator<LedgerEntryInfo> {
    const { connection, ledger } = this.#parts;
    const inviteNames = await connection.runBeyondEnd(signal, (either) =>
      this.#parts.inviteNames(either),
    );
    for (let next = index; ;) {
      const page = await connection.runBeyondEnd(signal, async (either) => {
        const served = await ledger.page(next, MAX_PAGE, either);
        requireOrder(served, next);
        const described = served.entries.map((entry) => this.#describe(entry, inviteNames));
        return { ...served, entries: await Promise.all(described) };
      });
      yield* page.entries;
      if (!page.more) {
        return;
      }
      next = page.next;
    }
  }

  async #describe(
    served: ServedEntry,
    inviteNames: ReadonlyMap<string, string>,
  ): Promise<LedgerEntryInfo> {
    const { entry, details } = await readServed(served);
    const { at, type, actor, object, outcome, count, log, statement, request } = entry;
    return {
      index: served.index,
      at: new Date(at / 1000),
      type,
      actor: this.#actor(actor),
      object,
      objectName: this.#objectName(entry, inviteNames),
      outcome,
      count,
      log,
      network: orNull(details.network),
      browser: orNull(details.browser),
      requestId: orNull(request),
      statement: statement && encodeBase64Url(statement),
    };
  }

  #actor(actor: string): LedgerActor {
    switch (actor) {
      case "anyone":
      case "broker":
      case "operator":
        return { kind: actor };
      default:
        return { kind: "member", id: actor, name: this.#parts.memberName(actor) };
    }
  }

  #objectName(
    { type, object }: LedgerEntry,
    inviteNames: ReadonlyMap<string, string>,
  ): string | null {
    switch (subjectOf(type)) {
      case "member":
        return this.#parts.memberName(object);
      case "invite":
        return inviteNames.get(object) ?? null;
      case "epoch":
      case "nothing":
        return null;
    }
  }
}

/** @throws {DishonestBrokerError} If entries come twice or out of order, or asking goes on for ever. */
function requireOrder({ entries, more, next }: LedgerPage, from: number): void {
  const indexes = [from - 1, ...entries.map(({ index }) => index)];
  const isRising = indexes.every((index, i) => i === 0 || index > (indexes[i - 1] ?? 0));
  if (!isRising || (more && next <= Math.max(from, indexes.at(-1) ?? 0))) {
    throw contradiction("the broker serves entries out of order", []);
  }
}

/** @throws {DishonestBrokerError} If it is no entry, or if the details are not those of the entry. */
async function readServed({
  entry: text,
  salt,
  details: detailsText,
}: ServedEntry): Promise<{ readonly entry: LedgerEntry; readonly details: LedgerDetails }> {
  try {
    const entry = parseLedgerEntry(text);
    if (detailsText === "") {
      return { entry, details: NOT_RECORDED };
    }
    const details = parseLedgerDetails(detailsText);
    const commitment = await commitToDetails(decodeBase64Url(salt), detailsText);
    if (entry.details !== null && equalBytes(commitment, entry.details)) {
      return { entry, details };
    }
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw error;
    }
  }
  throw contradiction("the ledger holds what is no entry", [text, salt, detailsText]);
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}
