import { type Bytes, equalBytes } from "./bytes.js";
import type { CompareMessage } from "./compareMessage.js";
import type { Emoji } from "./emojiWords.js";
import { BrokerError } from "./errors.js";
import type { RosterMember } from "./rosterMember.js";
import type { SessionId } from "./sessionId.js";
import {
  COMPARISON_NONCE_BYTES,
  comparisonCommitment,
  memberEmoji,
} from "./shortAuthenticationString.js";

/** Two members as the roster has them, one of which is this device. */
export interface ComparedPair {
  readonly sid: SessionId;
  readonly self: RosterMember;
  readonly other: RosterMember;
}

/**
 * One comparison, as one of the two sees it. The one who asks commits to a nonce before the other
 * one shows its own, so nobody can choose a nonce for the emoji that come of it. FORMATS.md §10.1.
 */
export class CompareRun {
  readonly pair: ComparedPair;
  readonly #asks: boolean;
  /** The commitment that names the comparison. */
  readonly #asked: Bytes;
  readonly #emoji: Promise<readonly Emoji[]>;
  #resolve: (emoji: readonly Emoji[]) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  /** The nonces, of which each side has its own from the start. */
  #askingNonce: Bytes | null;
  #askedNonce: Bytes | null;
  #over = false;

  constructor(pair: ComparedPair, own: Bytes, asked: Bytes, asks: boolean) {
    this.pair = pair;
    this.#asks = asks;
    this.#asked = asked;
    this.#askingNonce = asks ? own : null;
    this.#askedNonce = asks ? null : own;
    this.#emoji = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#emoji.catch(() => undefined);
  }

  static async ask(pair: ComparedPair): Promise<CompareRun> {
    const nonce = randomNonce();
    const { sid, self, other } = pair;
    const asked = await comparisonCommitment(sid, self.signingKey, other.signingKey, nonce);
    return new CompareRun(pair, nonce, asked, true);
  }

  static answer(pair: ComparedPair, asked: Bytes): CompareRun {
    return new CompareRun(pair, randomNonce(), asked, false);
  }

  /** Resolves when both sides have both nonces, and they are those that were committed to. */
  get emoji(): Promise<readonly Emoji[]> {
    return this.#emoji;
  }

  isOf({ asked }: CompareMessage): boolean {
    return equalBytes(asked, this.#asked);
  }

  /** All that this side has to say so far. */
  get message(): CompareMessage {
    return {
      to: this.pair.other.id,
      asked: this.#asked,
      askedNonce: this.#askedNonce,
      askingNonce: this.#askedNonce === null || this.#over ? null : this.#askingNonce,
      over: this.#over,
    };
  }

  /**
   * Takes what the other side says.
   *
   * @returns whether there is more to say now than before
   */
  async hear(message: CompareMessage): Promise<boolean> {
    if (message.over) {
      this.#reject(new BrokerError("compare_declined", "the other side does not compare"));
      return false;
    }
    return this.#asks ? this.#hearAnswer(message) : this.#hearAsker(message);
  }

  /** Takes no part any more. */
  end(error: BrokerError): void {
    this.#over = true;
    this.#reject(error);
  }

  /** Ends as the other run does, which takes its place. */
  follow(other: CompareRun): void {
    other.emoji.then(this.#resolve, this.#reject);
  }

  async #hearAnswer({ askingNonce, askedNonce }: CompareMessage): Promise<boolean> {
    const isNew = this.#askedNonce === null && askedNonce !== null;
    this.#askedNonce ??= askedNonce;
    if (askedNonce !== null && this.#askedNonce && !equalBytes(askedNonce, this.#askedNonce)) {
      this.end(new BrokerError("compare_failed", "the other side has shown two nonces"));
      return true;
    }
    if (askingNonce !== null) {
      await this.#show();
    }
    return isNew;
  }

  async #hearAsker({ askingNonce, askedNonce }: CompareMessage): Promise<boolean> {
    if (askedNonce === null || this.#askedNonce === null) {
      return true;
    }
    const { sid, self, other } = this.pair;
    if (!equalBytes(askedNonce, this.#askedNonce)) {
      this.end(new BrokerError("aborted", "another page of this member takes part"));
    } else if (askingNonce !== null) {
      const [by, towards] = [other.signingKey, self.signingKey];
      const committed = await comparisonCommitment(sid, by, towards, askingNonce);
      if (equalBytes(committed, this.#asked)) {
        this.#askingNonce = askingNonce;
        await this.#show();
      } else {
        this.end(new BrokerError("compare_failed", "the nonce is not the one committed to"));
      }
    }
    return true;
  }

  async #show(): Promise<void> {
    const { sid, self, other } = this.pair;
    const [asking, asked] = this.#asks ? [self, other] : [other, self];
    if (this.#askingNonce !== null && this.#askedNonce !== null) {
      const nonces = { askingNonce: this.#askingNonce, askedNonce: this.#askedNonce };
      const keys = { asking: asking.signingKey, asked: asked.signingKey };
      this.#resolve(await memberEmoji({ sid, ...keys, ...nonces }));
    }
  }
}

function randomNonce(): Bytes {
  return crypto.getRandomValues(new Uint8Array(COMPARISON_NONCE_BYTES));
}
