import type { Bytes } from "./bytes.js";
import type { CallOptions } from "./callOptions.js";
import { decodeCompareMessage, encodeCompareMessage } from "./compareMessage.js";
import { type ComparedPair, CompareRun } from "./compareRun.js";
import type { Comparison, ComparisonRequest } from "./comparison.js";
import type { Connection } from "./connection.js";
import { BrokerError } from "./errors.js";
import type { Emoji } from "./emojiWords.js";
import type { MemberId } from "./memberId.js";
import type { Member } from "./members.js";
import type { Passing } from "./passingFrames.js";
import type { Roster } from "./roster.js";
import { mayRead } from "./rosterMember.js";
import { abortable, aborted, pause } from "./signals.js";

export interface ComparingParts {
  readonly self: MemberId;
  readonly connection: Pick<Connection, "run">;
  roster(): Roster;
  memberOf(id: MemberId): Member | undefined;
  /** Relays it to whoever is there. */
  send(payload: Bytes): void;
  /** Says it in the log. */
  say(pair: ComparedPair, match: boolean, signal: AbortSignal): Promise<void>;
  asked(request: ComparisonRequest): void;
}

/** A comparison that another member asks for. */
interface Answer {
  readonly run: CompareRun;
  accepted: boolean;
}

/** What passes by can be lost: the one who asks says it again. */
const REPEAT_MS = 2_000;

/** How two members compare, each as its own device sees it. FORMATS.md §10.1. */
export class Comparing {
  readonly #parts: ComparingParts;
  /** One of each for every other member. */
  readonly #asks = new Map<MemberId, CompareRun>();
  readonly #answers = new Map<MemberId, Answer>();

  constructor(parts: ComparingParts) {
    this.#parts = parts;
  }

  /** Asks, and waits until the other side has taken part. */
  compare(id: string, { signal }: CallOptions = {}): Promise<Comparison> {
    return this.#parts.connection.run(signal, async (either) => {
      const pair = this.#pair(id);
      const { id: other } = pair.other;
      const run = await CompareRun.ask(pair);
      this.#asks.get(other)?.end(new BrokerError("aborted", "the comparison was begun anew"));
      this.#asks.set(other, run);
      const stop = new AbortController();
      void this.#repeat(run, stop.signal);
      try {
        return await this.#outcome(run, either);
      } finally {
        stop.abort();
        if (this.#asks.get(other) === run) {
          this.#asks.delete(other);
        }
      }
    });
  }

  async receive({ sender, payload }: Passing): Promise<void> {
    const message = decodeCompareMessage(payload);
    if (message?.to !== this.#parts.self || sender === this.#parts.self) {
      return;
    }
    const ask = this.#asks.get(sender);
    const answer = this.#answers.get(sender);
    if (ask?.isOf(message) === true) {
      if (await ask.hear(message)) {
        this.#send(ask);
      }
    } else if (answer?.run.isOf(message) === true) {
      await answer.run.hear(message);
      this.#reply(answer);
    } else if (message.askedNonce === null && !message.over) {
      this.#beAsked(sender, message.asked);
    }
  }

  #beAsked(by: MemberId, asked: Bytes): void {
    const mine = this.#asks.get(by);
    const member = this.#parts.memberOf(by);
    // Of two who ask each other at once, one goes on.
    if (member === undefined || (mine !== undefined && this.#parts.self < by)) {
      return;
    }
    const answer = { run: CompareRun.answer(this.#pair(by), asked), accepted: false };
    const earlier = this.#answers.get(by)?.run;
    earlier?.end(new BrokerError("aborted", "the other side has begun anew"));
    this.#answers.set(by, answer);
    if (mine === undefined) {
      this.#parts.asked(this.#request(member, answer));
    } else {
      mine.follow(answer.run);
      answer.accepted = true;
      this.#reply(answer);
    }
  }

  #request(by: Member, answer: Answer): ComparisonRequest {
    return {
      by,
      accept: ({ signal }: CallOptions = {}) => {
        answer.accepted = true;
        this.#reply(answer);
        return this.#parts.connection.run(signal, (either) => this.#outcome(answer.run, either));
      },
      decline: () => {
        answer.run.end(new BrokerError("aborted", "this side does not compare"));
        this.#reply(answer);
      },
    };
  }

  async #outcome(run: CompareRun, signal: AbortSignal): Promise<Comparison> {
    try {
      return this.#comparison(run.pair, await abortable(run.emoji, signal));
    } catch (error) {
      if (signal.aborted) {
        run.end(aborted(signal));
        this.#send(run);
      }
      throw error;
    }
  }

  #comparison(pair: ComparedPair, emoji: readonly Emoji[]): Comparison {
    const member = this.#parts.memberOf(pair.other.id);
    if (member === undefined) {
      throw unknownMember();
    }
    const conclude = (match: boolean, { signal }: CallOptions): Promise<void> =>
      this.#parts.connection.run(signal, (either) => this.#parts.say(pair, match, either));
    return {
      with: member,
      emoji,
      confirm: (call = {}) => conclude(true, call),
      mismatch: (call = {}) => conclude(false, call),
    };
  }

  #pair(id: string): ComparedPair {
    const roster = this.#parts.roster();
    const self = roster.member(this.#parts.self);
    const other = roster.members().find((member) => member.id === id);
    if (self === undefined || other === undefined || self === other || !mayRead(other)) {
      throw unknownMember();
    }
    return { sid: roster.sid, self, other };
  }

  async #repeat(run: CompareRun, stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      this.#send(run);
      await pause(REPEAT_MS, stopped).catch(() => undefined);
    }
  }

  #reply({ run, accepted }: Answer): void {
    if (accepted || run.message.over) {
      this.#send(run);
    }
  }

  #send(run: CompareRun): void {
    this.#parts.send(encodeCompareMessage(run.message));
  }
}

function unknownMember(): BrokerError {
  return new BrokerError("member_unknown", "nobody who can compare has this ID");
}
