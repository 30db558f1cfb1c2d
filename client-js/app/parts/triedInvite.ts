import type { InviteInfo } from "../../src/index.js";
import { invitingWords } from "../../src/words/en/inviting.js";
import { clockTime } from "../../src/elements/times.js";

/** What a host should know of refused tries to join by an invite; "" while there were none. */
export function warningOf(info: InviteInfo, now: Date): string {
  const { failed, lockedUntil, name, state } = info;
  const words = invitingWords();
  const invite = name === null ? words.someInvite : words.inviteOf(name);
  if (lockedUntil !== null) {
    return words.lockedNotice(invite, clockTime(lockedUntil, now));
  }
  if (failed === 0) {
    return "";
  }
  return state === "used"
    ? words.usedNotice(invite, failed, name ?? words.samePerson)
    : words.triesNotice(invite, failed);
}
