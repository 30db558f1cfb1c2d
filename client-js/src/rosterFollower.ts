import { decodeBase64Url } from "./base64Url.js";
import { equalBytes } from "./bytes.js";
import type { CheckpointStore } from "./checkpointStore.js";
import { DishonestBrokerError, rollback } from "./dishonestBroker.js";
import type { EpochKey } from "./epochKey.js";
import { unwrapEpochKey } from "./epochKeyWrap.js";
import { BrokerError } from "./errors.js";
import { FormatError } from "./formatError.js";
import type { MemberAccess } from "./memberAccess.js";
import { type MemberId, parseMemberId } from "./memberId.js";
import { MemberNames, type StoredName } from "./memberNames.js";
import type { KeyTime, Membership } from "./membership.js";
import type { Memberships } from "./memberships.js";
import { Mutex } from "./mutex.js";
import { OpenError } from "./openError.js";
import { Roster } from "./roster.js";
import { mayRead } from "./rosterMember.js";
import { abortable } from "./signals.js";
import { isHostStatement, type TreeHead } from "./statement.js";
import { statedBy, type StatedEntries } from "./statedEntries.js";
import { parseEntry } from "./statementEntry.js";
import { StatementError } from "./statementError.js";
import {
  type JsonObject,
  readArray,
  readBoolean,
  readInteger,
  readObject,
  readString,
} from "./strictJson.js";
import type { Watermark, WatermarkStore } from "./watermarks.js";
import { readWraps, type StoredWrap } from "./storedWrap.js";

interface MembersAnswer {
  readonly size: number;
  readonly more: boolean;
  readonly statements: readonly string[];
  readonly namesVersion: number;
  readonly names: readonly StoredName[];
  readonly wraps: readonly StoredWrap[];
}

/** What a host had verified of the ledger, and the statement in which it says so. */
export interface SaidCheckpoint {
  readonly head: TreeHead;
  readonly entry: string;
}

/** What some more statements add up to. */
interface Folded {
  readonly roster: Roster;
  readonly stated: readonly StatedEntries[];
  readonly said: ReadonlyMap<MemberId, SaidCheckpoint>;
}

const ANSWER_MARGIN_MS = 20_000;

/** What one member knows and keeps of its session, and how it asks for more. */
export interface MemberContext {
  readonly origin: string;
  readonly access: MemberAccess;
  readonly membership: Membership;
  readonly memberships: Memberships;
  readonly watermarks: WatermarkStore;
  readonly checkpoints: CheckpointStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Folds the statement log as the broker serves it and believes nothing that the fold does not say.
 * With it come the names of members and the epoch keys that are wrapped to this one.
 */
export class RosterFollower {
  readonly names: MemberNames;
  readonly #context: MemberContext;
  readonly #turn = new Mutex();
  readonly #entries: string[] = [];
  readonly #stated: StatedEntries[] = [];
  readonly #checkpointsSaid = new Map<MemberId, SaidCheckpoint>();
  readonly #epochKeys: Map<number, EpochKey>;
  #keyed: KeyTime | undefined;
  #closedBy: MemberId | null = null;
  #roster: Roster;
  #namesVersion = 0;
  readonly #listeners = new Set<() => void>();

  constructor(context: MemberContext) {
    const { sid, epochKeys, keyed } = context.membership;
    this.#context = context;
    this.#roster = Roster.begin(sid);
    this.#epochKeys = new Map(epochKeys);
    this.#keyed = keyed;
    this.names = new MemberNames(sid);
  }

  get roster(): Roster {
    return this.#roster;
  }

  get namesVersion(): number {
    return this.#namesVersion;
  }

  /** All that this member was given, by epoch. */
  get epochKeys(): ReadonlyMap<number, EpochKey> {
    return this.#epochKeys;
  }

  epochKey(epoch: number): EpochKey | undefined {
    return this.#epochKeys.get(epoch);
  }

  /** When this device got the key of the current epoch, in milliseconds since 1970. */
  get keyedAt(): number {
    return this.#keyed?.epoch === this.#roster.epoch ? this.#keyed.at : this.#context.clock();
  }

  /** The host whose statement removed this member or ended the session; null if none did. */
  get closedBy(): MemberId | null {
    return this.#closedBy;
  }

  /** Whether the log holds this entry. */
  holds(entry: string): boolean {
    return this.#entries.includes(entry);
  }

  /** The entry at this position of the log. */
  entryAt(position: number): string | undefined {
    return this.#entries[position];
  }

  /** What the ledger must say of each statement, by its position. */
  get stated(): readonly StatedEntries[] {
    return this.#stated;
  }

  /** Of each host, the checkpoint that its newest statement names. */
  get checkpointsSaid(): ReadonlyMap<MemberId, SaidCheckpoint> {
    return this.#checkpointsSaid;
  }

  /** Calls this whenever statements or names may be new. */
  onChange(changed: () => void): () => void {
    // A wrapper, so that the same function twice is two listeners.
    const listener = (): void => {
      changed();
    };
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * Resolves when this device has the key of the current epoch: its wrap comes with the statement,
   * or with that of a later epoch if a host has left this member out.
   *
   * @throws {BrokerError} Of code `role_forbidden` if this member is to have none
   */
  async whenKeyed(signal: AbortSignal): Promise<void> {
    await this.refresh(signal);
    while (this.#lacksKey) {
      let off = (): void => undefined;
      const changed = new Promise<void>((resolve) => {
        off = this.onChange(resolve);
      });
      await abortable(changed, signal).finally(off);
    }
    if (!this.#mayRead) {
      throw new BrokerError("role_forbidden", "this member may not read");
    }
  }

  #isOver(roster: Roster): boolean {
    return roster.ended || roster.member(this.#context.membership.mid)?.standing === "removed";
  }

  get #mayRead(): boolean {
    const self = this.#roster.member(this.#context.membership.mid);
    return self !== undefined && mayRead(self);
  }

  get #lacksKey(): boolean {
    return this.#mayRead && !this.#epochKeys.has(this.#roster.epoch);
  }

  /**
   * Folds what the log has gained, or waits so many seconds for something that it can fold.
   *
   * @throws {DishonestBrokerError} If the log breaks a rule, or is not the one that this device has
   *   seen.
   */
  refresh(signal?: AbortSignal, waitSeconds = 0): Promise<void> {
    return this.#turn.run(() => this.#refresh(signal, waitSeconds));
  }

  /** Folds one entry that came by itself, or whatever the log has gained if it is not the next. */
  takeEntry(position: number, text: string, signal: AbortSignal): Promise<void> {
    return this.#turn.run(async () => {
      const { size } = this.#roster;
      if (position > size) {
        await this.#refresh(signal);
      } else if (position === size) {
        const seen = (await this.#context.watermarks.load()).log;
        await this.#advance(size + 1, [text], (seen?.position ?? 0) > size + 1 ? null : seen);
        if (this.#lacksKey) {
          await this.#refresh(signal); // for the wrap
        }
        await this.names.take([], this);
        this.#changed();
      }
    });
  }

  /** Takes one name that came by itself. */
  takeName(version: number, name: StoredName): Promise<void> {
    return this.#turn.run(async () => {
      await this.names.take([name], this);
      this.#namesVersion = Math.max(version, this.#namesVersion);
      this.#changed();
    });
  }

  /**
   * Uses a key from now on, and after a reload. It matches a commitment: the caller has checked.
   */
  async addEpochKey(epoch: number, key: EpochKey): Promise<void> {
    const { clock, memberships, membership } = this.#context;
    const keyed = { epoch, at: clock() };
    this.#epochKeys.set(epoch, key);
    if ((this.#keyed?.epoch ?? 0) < epoch) {
      this.#keyed = keyed;
    }
    await memberships.addEpochKey(membership, keyed, key);
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  async #refresh(signal: AbortSignal | undefined, waitSeconds = 0): Promise<void> {
    const seen = (await this.#context.watermarks.load()).log;
    const answer = await this.#members(signal, waitSeconds);
    await this.#advance(answer.size, answer.statements, seen);
    await this.#takeWraps(answer.wraps);
    await this.names.take(answer.names, this);
    this.#namesVersion = answer.namesVersion;
    this.#changed();
  }

  async #advance(
    size: number,
    statements: readonly string[],
    seen: Watermark | null,
  ): Promise<void> {
    const { roster, stated, said } = await this.#fold(size, statements);
    const seenHash = seen === null ? undefined : roster.logHashAt(seen.position);
    if (seen !== null && (seenHash === undefined || !equalBytes(seenHash, seen.hash))) {
      throw rollback("the statement log is not the one that this device has seen");
    }
    this.#requireSelf(roster);
    this.#roster = roster;
    this.#entries.push(...statements);
    this.#stated.push(...stated);
    said.forEach((checkpoint, by) => this.#checkpointsSaid.set(by, checkpoint));
    await this.#context.watermarks.raise({
      log: { position: roster.size, hash: roster.logHash },
      channels: {},
    });
  }

  /** All that is new: a long log comes in pages. */
  async #members(signal: AbortSignal | undefined, waitSeconds: number): Promise<MembersAnswer> {
    const statements: string[] = [];
    for (;;) {
      const after = this.#roster.size + statements.length;
      const query = {
        after,
        names: this.#namesVersion,
        ...(waitSeconds > 0 && { wait: waitSeconds }),
      };
      const timeoutMs = waitSeconds * 1000 + ANSWER_MARGIN_MS;
      const request = { method: "GET", path: "/members", query, signal, timeoutMs } as const;
      const answer = await this.#context.access.call(request, readMembers);
      statements.push(...answer.statements);
      if (!answer.more || answer.statements.length === 0) {
        return { ...answer, statements };
      }
    }
  }

  async #fold(size: number, statements: readonly string[]): Promise<Folded> {
    if (size !== this.#roster.size + statements.length) {
      throw rollback("the statement log is shorter than it was, or cut");
    }
    let roster = this.#roster;
    const stated: StatedEntries[] = [];
    const said = new Map<MemberId, SaidCheckpoint>();
    for (const text of statements) {
      try {
        const entry = parseEntry(text);
        const before = roster;
        roster = await before.apply(entry);
        stated.push(await statedBy(before, entry));
        if (isHostStatement(entry.statement)) {
          said.set(entry.statement.by, { head: entry.statement.checkpoint, entry: text });
        }
        if (this.#closedBy === null && this.#isOver(roster) && "by" in entry.statement) {
          this.#closedBy = entry.statement.by;
        }
      } catch (error) {
        throw this.#alarmed(text, statements, error);
      }
    }
    return { roster, stated, said };
  }

  #alarmed(text: string, statements: readonly string[], error: unknown): unknown {
    if (error instanceof StatementError) {
      const known = [...this.#entries, ...statements];
      const rival = error.rival === undefined ? undefined : known[error.rival];
      const evidence = rival === undefined ? [text] : [rival, text];
      const message = `the statement log breaks the rule ${error.reason}`;
      return new DishonestBrokerError({ kind: "roster", message, evidence }, { cause: error });
    }
    if (error instanceof FormatError) {
      const message = "the statement log holds what is no statement";
      return new DishonestBrokerError({ kind: "roster", message, evidence: [text] });
    }
    return error;
  }

  /** The log must hold this very member, with both its keys, at the broker it was called by. */
  #requireSelf(roster: Roster): void {
    const { origin, membership } = this.#context;
    const self = roster.member(membership.mid);
    const { signingKey, wrapKey } = membership.publicKeys;
    if (
      self === undefined ||
      !equalBytes(self.signingKey, signingKey) ||
      !equalBytes(self.wrapKey, wrapKey)
    ) {
      const message = "the statement log does not hold this device with its keys";
      throw new DishonestBrokerError({ kind: "roster", message, evidence: [] });
    }
    if (roster.origin !== origin) {
      throw new BrokerError("origin_mismatch", `the session belongs to ${roster.origin}`);
    }
  }

  /** Whoever wrapped a key: it is used only if a host committed to it. */
  async #takeWraps(wraps: readonly StoredWrap[]): Promise<void> {
    const { sid, publicKeys, wrapKey } = this.#context.membership;
    for (const { epoch, kind, wrap } of wraps) {
      const committed = this.#roster.epochs.get(epoch)?.commitment;
      if (kind !== "member" || committed === undefined || this.#epochKeys.has(epoch)) {
        continue;
      }
      try {
        const place = { sid, epoch, kind, recipient: publicKeys } as const;
        await this.addEpochKey(epoch, await unwrapEpochKey(place, wrapKey, wrap, committed));
      } catch (error) {
        if (!(error instanceof OpenError)) {
          throw error;
        }
      }
    }
  }
}

function readMembers(answer: JsonObject): MembersAnswer {
  return {
    size: readInteger(answer.size),
    more: readBoolean(answer.more),
    statements: readArray(answer.statements).map(readString),
    namesVersion: readInteger(answer.namesVersion),
    names: readArray(answer.names).map((value) => {
      const { mid, frame } = readObject(value);
      return {
        mid: parseMemberId(readString(mid)),
        frame: decodeBase64Url(readString(frame)),
      };
    }),
    wraps: readWraps(answer.wraps),
  };
}
