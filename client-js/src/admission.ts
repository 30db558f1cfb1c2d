import type { Backoff } from "./backoff.js";
import type { Emoji } from "./emojiWords.js";
import { BrokerError } from "./errors.js";
import { emojiForKnock } from "./emojiForKnock.js";
import type { MemberId } from "./memberId.js";
import type { RosterFollower } from "./rosterFollower.js";
import { pause } from "./signals.js";

const WAIT_SECONDS = 25;

/**
 * Waits until a host has let the member in: until the log that this device folds says so, whatever
 * the broker says.
 *
 * @param emoji called once, when a host has answered the knock
 * @throws {BrokerError} Of code `join_declined`; of code `not_found` if the broker refuses to say.
 */
export async function untilAdmitted(
  people: RosterFollower,
  id: MemberId,
  emoji: (shown: readonly Emoji[]) => void,
  backoff: Backoff,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const member = people.roster.member(id);
    if (member?.standing === "removed") {
      throw new BrokerError("join_declined", "a host has declined");
    }
    if (member?.standing !== "pending") {
      return;
    }
    const shown = await emojiForKnock(people.roster, member);
    if (shown !== null) {
      emoji(shown);
    }
    try {
      await people.refresh(signal, WAIT_SECONDS);
      backoff.reset();
    } catch (error) {
      if (!(error instanceof BrokerError) || !error.retryable) {
        throw error;
      }
      await pause(backoff.next(error.retryAfterMs), signal);
    }
  }
}
