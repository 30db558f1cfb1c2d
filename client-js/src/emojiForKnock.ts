import type { Emoji } from "./emojiWords.js";
import type { Roster } from "./roster.js";
import type { RosterMember } from "./rosterMember.js";
import { knockEmoji } from "./shortAuthenticationString.js";

/** What a joiner and the hosts compare; null until a host has answered the knock. */
export async function emojiForKnock(
  roster: Roster,
  { knock, entryHash: entry }: RosterMember,
): Promise<readonly Emoji[] | null> {
  const host = knock && roster.member(knock.by);
  return knock === undefined || host === undefined
    ? null
    : knockEmoji({ sid: roster.sid, host: host.signingKey, entry, nonce: knock.nonce });
}
