import { Backoff } from "./backoff.js";
import type { BrokerRequest } from "./broker.js";
import { ChannelHeads } from "./channelHeads.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { BrokerError } from "./errors.js";
import type { Follower } from "./follower.js";
import { Mutex } from "./mutex.js";
import { NO_CHECKPOINT } from "./noCheckpoint.js";
import type { Roster } from "./roster.js";
import type { MemberContext } from "./rosterFollower.js";
import { isHost } from "./rosterMember.js";
import { abortable, pause, throwIfAborted } from "./signals.js";
import type { Act, HostStatement } from "./statement.js";
import { writeHostStatement } from "./statementWriter.js";

/** A statement, and how the broker is told. */
export interface ActDraft {
  /** At the place in the log that `act` names. */
  readonly statement: (act: Act) => HostStatement;
  readonly request: (statement: string) => BrokerRequest;
}

/** What a host has to say, on its way into the log. */
export interface HostAct<D extends ActDraft> {
  /** About the roster as it is; null if nothing is left to say. Asked again if the place is taken. */
  readonly draft: (roster: Roster) => D | null | Promise<D | null>;
  readonly signal: AbortSignal;
}

const MAX_ATTEMPTS = 20;
const MAX_PAUSE_MS = 5_000;

/** Says what a host has to say, one after the other, each time about the log as it is then. */
export class HostActs {
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #heads: ChannelHeads;
  readonly #turn = new Mutex();

  constructor(context: MemberContext, follower: Follower) {
    this.#context = context;
    this.#follower = follower;
    this.#heads = new ChannelHeads(context.membership.sid, follower);
  }

  /**
   * Resolves when the statement is in the log, and in this client's roster, with the draft that it
   * was made of; null if there was nothing to say.
   *
   * @throws {BrokerError} Of code `role_forbidden` if this member is no host any more
   * @throws {DishonestBrokerError} If the broker takes it and does not show it.
   */
  perform<D extends ActDraft>(act: HostAct<D>): Promise<D | null> {
    const turn = this.#turn.run(() => {
      throwIfAborted(act.signal);
      return this.#perform(act);
    });
    return abortable(turn, act.signal);
  }

  async #perform<D extends ActDraft>({ draft, signal }: HostAct<D>): Promise<D | null> {
    const { people } = this.#follower;
    const backoff = new Backoff(MAX_PAUSE_MS, Math.random);
    const said = new Map<string, D>();
    await this.#follower.beginReading(signal);
    for (let attempt = 1; ; attempt++) {
      const { roster } = people;
      this.#requireHost(roster);
      const next = await draft(roster);
      if (next === null) {
        return null;
      }
      const text = await this.#sign(roster, next, signal);
      said.set(text, next);
      const isTaken = await this.#submit(next.request(text), attempt, backoff, signal);
      await people.refresh(signal);
      const found = [...said].find(([entry]) => people.holds(entry));
      if (found !== undefined) {
        return found[1]; // An answer may have been lost.
      }
      if (isTaken) {
        const message = "the broker took a statement and left it out of the log";
        throw new DishonestBrokerError({ kind: "roster", message, evidence: [text] });
      }
    }
  }

  /** False if it was refused and may be signed again. */
  async #submit(
    request: BrokerRequest,
    attempt: number,
    backoff: Backoff,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      await this.#context.access.call({ ...request, signal }, () => undefined);
      return true;
    } catch (error) {
      if (!(error instanceof BrokerError) || attempt === MAX_ATTEMPTS) {
        throw error;
      }
      if (error.heads !== undefined) {
        await this.#heads.reach(error.heads, signal);
      } else if (error.retryable) {
        await pause(backoff.next(error.retryAfterMs), signal);
      } else if (error.code !== "statement_conflict") {
        throw error;
      }
      return false;
    }
  }

  #requireHost(roster: Roster): void {
    const self = roster.member(this.#context.membership.mid);
    if (self === undefined || !isHost(self)) {
      throw new BrokerError("role_forbidden", "only hosts do this");
    }
  }

  async #sign(roster: Roster, { statement }: ActDraft, signal: AbortSignal): Promise<string> {
    const { mid, signingKey } = this.#context.membership;
    const { size, root } = this.#context.checkpoints.newest ?? NO_CHECKPOINT;
    const drawn = (): HostStatement =>
      statement(roster.nextAct(mid, this.#heads.all, { size, root }));
    if ("closing" in drawn()) {
      // What closed once closes again, also where this page follows it not.
      const closed = roster.closing.map(({ channel, head }) => [channel, head] as const);
      await this.#heads.reach(new Map(closed), signal);
    }
    return writeHostStatement(drawn(), signingKey);
  }
}
