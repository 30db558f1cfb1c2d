import { utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import type { InviteId } from "./inviteId.js";
import type { Membership } from "./membership.js";
import { OpenError } from "./openError.js";
import type { RosterMember } from "./rosterMember.js";
import { openText } from "./sealedText.js";
import { exactMembers, parseStrictJson } from "./strictJson.js";
import { readText } from "./texts.js";

/** What a joiner told the host that made its invite; "" unless this device is that host. */
export async function openJoinerName(
  { sid, publicKeys, wrapKey }: Membership,
  joined: RosterMember & { readonly invite: InviteId },
): Promise<string> {
  const { invite, sealedName = new Uint8Array() } = joined;
  const joiner = { signingKey: joined.signingKey, wrapKey: joined.wrapKey };
  const place = { sid, invite, kind: "name", recipient: publicKeys, joiner } as const;
  try {
    const text = await openText(place, wrapKey, sealedName);
    return readText("name", exactMembers(parseStrictJson(utf8(text)), ["name"]).name);
  } catch (error) {
    if (error instanceof OpenError || error instanceof FormatError) {
      return "";
    }
    throw error;
  }
}
