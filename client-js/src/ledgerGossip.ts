import type { Alarm } from "./alarm.js";
import type { Bytes } from "./bytes.js";
import { decodeCheckpointMessage, encodeCheckpointMessage } from "./checkpointMessage.js";
import { BrokerError } from "./errors.js";
import type { LedgerWatch } from "./ledgerWatch.js";
import type { MemberId } from "./memberId.js";
import type { TreeHead } from "./statement.js";

/** What a member says that it has verified. */
export interface LedgerWord {
  readonly by: MemberId;
  readonly head: TreeHead;
  /** The statement or frame that says so, or the checkpoint itself. */
  readonly evidence: string | Uint8Array | undefined;
  /** Whether it is the checkpoint itself: what the broker has signed for that member. */
  readonly isShown?: boolean;
}

export interface GossipParts {
  readonly self: MemberId;
  readonly watch: Pick<LedgerWatch, "agrees" | "newest" | "open">;
  readonly clock: () => number;
  /** Runs a task that talks to the broker; it closes the session if that proves to be dishonest. */
  run(task: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Relays it to whoever is there. */
  send(payload: Bytes): void;
  alarm(alarm: Alarm): void;
}

/** A member who was shown another ledger, while it is asked for what the broker signed. */
interface Asked {
  readonly word: LedgerWord;
  readonly timer: ReturnType<typeof setTimeout>;
}

const ANSWER_WITHIN_MS = 3_000;
const REPLY_EVERY_MS = 5_000;
const RETRY_MS = 5_000;
/** So often the broker may fail to prove what it owes a proof of. */
const MAX_REFUSALS = 3;

/**
 * Compares what members say of the ledger with what this device has verified: of each the newest,
 * one after the other, and nothing twice. Who differs shows what the broker has signed for it.
 */
export class LedgerGossip {
  readonly #parts: GossipParts;
  readonly #waiting = new Map<MemberId, LedgerWord>();
  readonly #refusals = new Map<MemberId, number>();
  readonly #asked = new Map<MemberId, Asked>();
  readonly #alarmed = new Set<MemberId>();
  readonly #repliedAt = new Map<MemberId, number>();
  #settling = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: GossipParts) {
    this.#parts = parts;
  }

  /** A member says it in something that it has signed. */
  hear(word: LedgerWord): void {
    const { by, head } = word;
    if (by !== this.#parts.self && head.size > 0 && !this.#alarmed.has(by)) {
      this.#waiting.set(by, word);
      void this.#settle();
    }
  }

  /** A member shows its checkpoint, or answers. Anything else is passed over. */
  async receive(sender: MemberId, payload: Bytes): Promise<void> {
    const message = decodeCheckpointMessage(payload);
    if (message?.to !== this.#parts.self || sender === this.#parts.self) {
      return;
    }
    const shown = await this.#parts.watch.open(message.note);
    if (shown === undefined) {
      return;
    }
    if (message.asks) {
      this.#reply(sender);
    }
    const asked = this.#asked.get(sender);
    if (asked === undefined) {
      this.hear({ by: sender, head: shown, evidence: shown.note, isShown: true });
    } else {
      this.#alarm(sender, [shown.note, asked.word.evidence]);
    }
  }

  /** Nothing is waited for any more. */
  stop(): void {
    clearTimeout(this.#retry);
    this.#asked.forEach(({ timer }) => {
      clearTimeout(timer);
    });
    this.#waiting.clear();
  }

  async #settle(): Promise<void> {
    if (this.#settling) {
      return;
    }
    this.#settling = true;
    try {
      for (let word = this.#next(); word !== undefined; word = this.#next()) {
        await this.#check(word);
      }
    } finally {
      this.#settling = false;
    }
  }

  #next(): LedgerWord | undefined {
    return this.#retry === undefined ? [...this.#waiting.values()][0] : undefined;
  }

  async #check(word: LedgerWord): Promise<void> {
    const { by } = word;
    try {
      await this.#parts.run(async (signal) => {
        if (!(await this.#parts.watch.agrees(word.head, signal))) {
          this.#differ(word);
        }
      });
      this.#done(word);
      this.#refusals.delete(by);
    } catch (error) {
      if (!(error instanceof BrokerError)) {
        throw error;
      }
      this.#beRefused(word, error);
    }
  }

  #beRefused(word: LedgerWord, { code, retryable }: BrokerError): void {
    const refusals = (this.#refusals.get(word.by) ?? 0) + (retryable ? 0 : 1);
    this.#refusals.set(word.by, refusals);
    if (code === "session_closed" || code === "aborted") {
      this.#waiting.clear();
    } else if (refusals >= MAX_REFUSALS) {
      this.#done(word);
      this.#differ(word);
    } else {
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        void this.#settle();
      }, RETRY_MS);
    }
  }

  /** Unless there is a newer word already. */
  #done(word: LedgerWord): void {
    if (this.#waiting.get(word.by) === word) {
      this.#waiting.delete(word.by);
    }
  }

  #differ(word: LedgerWord): void {
    const { by, evidence, isShown = false } = word;
    if (isShown || this.#parts.watch.newest === null) {
      this.#alarm(by, [evidence]);
    } else if (!this.#asked.has(by)) {
      const timer = setTimeout(() => {
        this.#alarm(by, [evidence]);
      }, ANSWER_WITHIN_MS);
      this.#asked.set(by, { word, timer });
      this.#show(by, true);
    }
  }

  #alarm(by: MemberId, theirs: readonly (string | Uint8Array | undefined)[]): void {
    clearTimeout(this.#asked.get(by)?.timer);
    this.#asked.delete(by);
    this.#waiting.delete(by);
    if (!this.#alarmed.has(by)) {
      this.#alarmed.add(by);
      const message = `the broker shows the member ${by} another ledger than this device`;
      const evidence = [this.#parts.watch.newest?.note, ...theirs].filter((it) => it !== undefined);
      this.#parts.alarm({ kind: "ledger", message, evidence });
    }
  }

  #reply(to: MemberId): void {
    const now = this.#parts.clock();
    if (now - (this.#repliedAt.get(to) ?? -Infinity) >= REPLY_EVERY_MS) {
      this.#repliedAt.set(to, now);
      this.#show(to, false);
    }
  }

  #show(to: MemberId, asks: boolean): void {
    const { newest } = this.#parts.watch;
    if (newest !== null) {
      this.#parts.send(encodeCheckpointMessage({ to, note: newest.note, asks }));
    }
  }
}
