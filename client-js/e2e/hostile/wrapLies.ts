import { encodeBase64Url } from "../../src/base64Url.js";
import { randomEpochKey } from "../../src/epochKey.js";
import { wrapEpochKey } from "../../src/epochKeyWrap.js";
import { type Invite } from "../../src/statement.js";

interface Wrap {
  readonly epoch: number;
  readonly kind: "invite";
  readonly wrap: string;
}

/** The wraps in the answer to a join; `foreign` is one to an invite of another session. */
type WrapLie = (invite: Invite, foreign: string) => readonly Wrap[] | Promise<readonly Wrap[]>;

/** By what such a broker does. */
export const WRAP_LIES: Readonly<Record<string, WrapLie>> = {
  "swaps the wrap to the invite for one of its own key": async (invite) => [
    await ownWrap(invite, 1),
  ],
  "swaps the wrap to the invite for that of another session": (_, wrap) => [
    { epoch: 1, kind: "invite", wrap },
  ],
  "adds a wrap of its own key for an epoch that no host began": async (invite) => [
    await ownWrap(invite, 2),
  ],
  "keeps the wrap to the invite back": () => [],
};

/** A wrap that opens where it should: to a key that the liar knows. */
async function ownWrap({ sid, signingKey, wrapKey }: Invite, epoch: number): Promise<Wrap> {
  const place = { sid, epoch, kind: "invite", recipient: { signingKey, wrapKey } } as const;
  const wrap = encodeBase64Url(await wrapEpochKey(place, randomEpochKey()));
  return { epoch, kind: "invite", wrap };
}
