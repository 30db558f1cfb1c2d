import { Backoff } from "./backoff.js";
import { type BrokerRequest } from "./broker.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { BrokerError } from "./errors.js";
import { type Follower } from "./follower.js";
import { NO_CHECKPOINT } from "./noCheckpoint.js";
import { type Roster } from "./roster.js";
import { type MemberContext } from "./rosterFollower.js";
import { pause } from "./signals.js";
import { type Act, type HostStatement } from "./statement.js";
import { writeHostStatement } from "./statementWriter.js";

/** One statement of a host, on its way into the log. */
export interface HostAct {
  /**
   * What is said, at the place in the log that `act` names. Called again if that place is taken.
   */
  readonly statement: (act: Act) => HostStatement;
  readonly request: (statement: string) => Promise<BrokerRequest>;
  /** Whether the log holds the statement: an answer may have been lost. */
  readonly isDone: (roster: Roster) => boolean;
  readonly signal: AbortSignal;
}

const MAX_ATTEMPTS = 20;
const MAX_PAUSE_MS = 5_000;

/** Says what a host has to say, each time about the log as it is then. */
export class HostActs {
  readonly #context: MemberContext;
  readonly #follower: Follower;

  constructor(context: MemberContext, follower: Follower) {
    this.#context = context;
    this.#follower = follower;
  }

  /**
   * Resolves when the statement is in the log, and in this client's roster.
   *
   * @throws {DishonestBrokerError} If the broker takes it and does not show it.
   */
  async perform(act: HostAct): Promise<void> {
    const { people } = this.#follower;
    const backoff = new Backoff(MAX_PAUSE_MS, Math.random);
    for (let attempt = 1; !act.isDone(people.roster); attempt++) {
      const text = await this.#sign(act.statement);
      const isTaken = await this.#submit(text, act, attempt, backoff);
      await people.refresh(act.signal);
      if (isTaken && !act.isDone(people.roster)) {
        const message = "the broker took a statement and left it out of the log";
        throw new DishonestBrokerError({ kind: "roster", message, evidence: [text] });
      }
    }
  }

  /** False if it was refused and may be signed again. */
  async #submit(
    text: string,
    { request, signal }: HostAct,
    attempt: number,
    backoff: Backoff,
  ): Promise<boolean> {
    try {
      await this.#context.access.call({ ...(await request(text)), signal }, () => undefined);
      return true;
    } catch (error) {
      if (!(error instanceof BrokerError) || attempt === MAX_ATTEMPTS) {
        throw error;
      }
      if (error.retryable) {
        await pause(backoff.next(error.retryAfterMs), signal);
      } else if (error.code !== "statement_conflict") {
        throw error;
      }
      return false;
    }
  }

  #sign(statement: (act: Act) => HostStatement): Promise<string> {
    const { people, heads } = this.#follower;
    const { mid, signingKey } = this.#context.membership;
    const act = people.roster.nextAct(mid, heads, NO_CHECKPOINT);
    return writeHostStatement(statement(act), signingKey);
  }
}
