import { equalBytes } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { isNoteSignedBy, names, type NoteKey, parseNoteKey } from "./noteKey.js";
import type { SignedNote } from "./signedNote.js";

const MAX_CHARS = 65_536;
const MAX_OF_A_KIND = 32;
const NONE = "none";
const THRESHOLD = /^(?:0|[1-9][0-9]{0,15})$/;
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\x0b-\x1f\x7f]/;

/** Which cosignatures are enough: none, one witness's, or those of some members of a group. */
type Quorum =
  | { readonly type: "nobody" }
  | { readonly type: "one"; readonly witness: NoteKey }
  | { readonly type: "group"; readonly threshold: number; readonly members: readonly Quorum[] };

/** Which logs are trusted, and which witnesses have to cosign them. C2SP tlog-policy. */
export interface WitnessPolicy {
  /** If there is none, that is known from elsewhere. */
  readonly logs: readonly NoteKey[];
  readonly witnesses: readonly NoteKey[];
  readonly quorum: Quorum;
}

/** @throws {FormatError} On what is no policy, keys of other types, more than 32 of a kind. */
export async function parseWitnessPolicy(text: string): Promise<WitnessPolicy> {
  if (text.length > MAX_CHARS || CONTROL.test(text)) {
    throw new FormatError("policy: too long, or no text");
  }
  const draft = new PolicyDraft();
  for (const line of text.split("\n")) {
    const [keyword = "#", ...items] = line.split(/[ \t]+/).filter((item) => item !== "");
    if (!keyword.startsWith("#")) {
      await draft.read(keyword, items);
    }
  }
  return draft.finish();
}

/**
 * Whether the witnesses vouch for a note that this log has signed: the policy trusts the log, no
 * known witness's cosignature is bad, and enough of them cosigned. Never if it asks for none.
 */
export async function isCosigned(
  note: SignedNote,
  log: NoteKey,
  { logs, witnesses, quorum }: WitnessPolicy,
): Promise<boolean> {
  if (quorum.type === "nobody" || (logs.length > 0 && !logs.some((one) => isSame(one, log)))) {
    return false;
  }
  const named = witnesses.filter((witness) => names(note, witness));
  for (const witness of named) {
    if (!(await isNoteSignedBy(note, witness))) {
      return false;
    }
  }
  return isMet(quorum, named);
}

function isMet(quorum: Quorum, cosigners: readonly NoteKey[]): boolean {
  switch (quorum.type) {
    case "nobody":
      return true;
    case "one":
      return cosigners.includes(quorum.witness);
    case "group":
      return quorum.members.filter((member) => isMet(member, cosigners)).length >= quorum.threshold;
  }
}

/** What the lines so far say; a line can only refer to names of those before it. */
class PolicyDraft {
  readonly #logs: NoteKey[] = [];
  readonly #witnesses: NoteKey[] = [];
  readonly #named = new Map<string, Quorum>();
  readonly #members = new Set<string>();
  #groups = 0;
  #quorum: Quorum | undefined;

  async read(keyword: string, items: readonly string[]): Promise<void> {
    const [first = "", second = "", ...others] = items;
    switch (keyword) {
      case "log":
        require(items.length === 1 || items.length === 2);
        this.#addKey(this.#logs, await parseNoteKey(first), "ed25519");
        break;
      case "witness": {
        require(items.length === 2 || items.length === 3);
        const witness = await parseNoteKey(second);
        this.#addKey(this.#witnesses, witness, "cosignature");
        this.#name(first, { type: "one", witness });
        break;
      }
      case "group":
        require(items.length >= 3);
        this.#addGroup(first, second, others);
        break;
      case "quorum":
        require(items.length === 1 && this.#quorum === undefined);
        this.#quorum = first === NONE ? { type: "nobody" } : this.#known(first);
        break;
      default:
        throw new FormatError("policy: unknown keyword");
    }
  }

  finish(): WitnessPolicy {
    require(this.#quorum !== undefined);
    return { logs: this.#logs, witnesses: this.#witnesses, quorum: this.#quorum };
  }

  #addKey(keys: NoteKey[], key: NoteKey, type: NoteKey["type"]): void {
    require(key.type === type && keys.length < MAX_OF_A_KIND);
    require(!keys.some((known) => equalBytes(known.key, key.key)));
    keys.push(key);
  }

  #addGroup(name: string, count: string, names: readonly string[]): void {
    require(++this.#groups <= MAX_OF_A_KIND);
    const members = names.map((member) => this.#known(member));
    for (const member of names) {
      require(!this.#members.has(member));
      this.#members.add(member);
    }
    const threshold = readThreshold(count, names.length);
    require(threshold >= 1 && threshold <= names.length);
    this.#name(name, { type: "group", threshold, members });
  }

  #known(name: string): Quorum {
    const quorum = this.#named.get(name);
    require(quorum !== undefined);
    return quorum;
  }

  #name(name: string, quorum: Quorum): void {
    require(name !== NONE && !this.#named.has(name));
    this.#named.set(name, quorum);
  }
}

function readThreshold(text: string, all: number): number {
  switch (text) {
    case "any":
      return 1;
    case "all":
      return all;
    default:
      require(THRESHOLD.test(text));
      return Number(text);
  }
}

function isSame(a: NoteKey, b: NoteKey): boolean {
  return a.name === b.name && equalBytes(a.key, b.key);
}

function require(holds: boolean): asserts holds {
  if (!holds) {
    throw new FormatError("policy: a line too few or many, in another form, or of unknown names");
  }
}
