import type { LedgerActor, Member } from "../../index.js";
import { ledgerEventWords } from "../../words/en/ledgerEvents.js";
import type { Sentence } from "./sentence.js";

const SHORT_ID_CHARS = 6;

/** By whom a ledger is read: names are for those only who can open them. */
export class LedgerReader {
  readonly #self: string | undefined;
  readonly #names: ReadonlyMap<string, string>;

  constructor(members: readonly Member[]) {
    this.#self = members.find(({ self }) => self)?.id;
    this.#names = new Map(members.map(({ id, name }) => [id, name]));
  }

  actor(actor: LedgerActor): Sentence {
    const words = ledgerEventWords();
    switch (actor.kind) {
      case "member":
        return this.member(actor.id, actor.name);
      case "anyone":
        return [words.somebody];
      case "broker":
        return [words.theServer];
      case "operator":
        return [words.theOperator];
    }
  }

  /** "you", a name, or a number in the place of a name that cannot be read here. */
  member(id: string, name: string | null): Sentence {
    if (id === this.#self) {
      return [ledgerEventWords().you];
    }
    const shown = this.nameOf(id, name);
    return shown === null ? [ledgerEventWords().member(shortened(id))] : [{ name: shown }];
  }

  /** As in the roster now, else as the entry has it; null if neither can be read. */
  nameOf(id: string, name: string | null): string | null {
    const known = this.#names.get(id) ?? "";
    return known === "" ? (name === "" ? null : name) : known;
  }
}

export function inviteFor(id: string, name: string | null): Sentence {
  const words = ledgerEventWords();
  return name === null ? [words.inviteNumbered(shortened(id))] : words.inviteFor({ name });
}

function shortened(id: string): string {
  return id.slice(0, SHORT_ID_CHARS);
}
