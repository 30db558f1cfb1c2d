import { Backoff } from "./backoff.js";
import type { ComparedPair } from "./compareRun.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { BrokerError } from "./errors.js";
import type { MemberContext, RosterFollower } from "./rosterFollower.js";
import { pause } from "./signals.js";
import { writeCompared } from "./statementWriter.js";

const MAX_ATTEMPTS = 5;
const MAX_PAUSE_MS = 5_000;

/** Says in the log what two people saw. Resolves when this client has folded it. */
export async function sayCompared(
  { access, membership }: MemberContext,
  people: RosterFollower,
  { sid, self, other }: ComparedPair,
  match: boolean,
  signal: AbortSignal,
): Promise<void> {
  const claim = { sid, by: self.id, mid: other.id, member: other.entryHash, match };
  const backoff = new Backoff(MAX_PAUSE_MS, Math.random);
  for (let attempt = 1; ; attempt++) {
    const n = people.roster.nextComparedNumber(self.id);
    const compared = { type: "compared", ...claim, n } as const;
    const statement = await writeCompared(compared, membership.signingKey);
    const request = { method: "POST", path: "/compared", body: { statement }, signal } as const;
    const isTaken = await access
      .call(request, () => true)
      .catch(async (error: unknown) => {
        if (!(error instanceof BrokerError) || attempt === MAX_ATTEMPTS || !mayPass(error)) {
          throw error;
        }
        await pause(backoff.next(error.retryAfterMs), signal);
        return false;
      });
    await people.refresh(signal);
    if (people.holds(statement)) {
      return; // An answer may have been lost.
    }
    if (isTaken) {
      const message = "the broker took a statement and left it out of the log";
      throw new DishonestBrokerError({ kind: "roster", message, evidence: [statement] });
    }
  }
}

/** Another page of this device may have said something at the same time. */
function mayPass({ retryable, code }: BrokerError): boolean {
  return retryable || code === "statement_invalid";
}
