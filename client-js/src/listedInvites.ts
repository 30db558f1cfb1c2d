import { decodeBase64Url } from "./base64Url.js";
import { type Bytes, equalBytes } from "./bytes.js";
import { sha256 } from "./hashes.js";
import { type InviteId, parseInviteId } from "./inviteId.js";
import type { Membership } from "./membership.js";
import { OpenError } from "./openError.js";
import type { RosterInvite } from "./rosterInvite.js";
import { openText } from "./sealedText.js";
import { type JsonObject, readArray, readInteger, readObject, readString } from "./strictJson.js";

/** What the broker tells a host of an invite, beside what hosts have signed. */
export interface ListedInvite {
  readonly id: InviteId;
  readonly label: Bytes;
  readonly preview: Bytes;
  readonly pending: number;
  readonly lockedForMs: number;
  readonly opened: number;
  readonly failed: number;
  readonly lastFailedAt: number | null;
}

export function readInvites(answer: JsonObject): readonly ListedInvite[] {
  return readArray(answer.invites).map((value) => {
    const { iid, label, preview, pending, lockedForMs, opened, failed, lastFailedAt } =
      readObject(value);
    return {
      id: parseInviteId(readString(iid)),
      label: decodeBase64Url(readString(label)),
      preview: decodeBase64Url(readString(preview)),
      pending: readInteger(pending),
      lockedForMs: readInteger(lockedForMs),
      opened: readInteger(opened),
      failed: readInteger(failed),
      lastFailedAt: lastFailedAt === null ? null : readInteger(lastFailedAt),
    };
  });
}

/** Whom the invite is for; null unless this device made it, and this label for it. */
export async function openLabel(
  { sid, mid, publicKeys, wrapKey }: Membership,
  { label }: ListedInvite,
  invite: RosterInvite,
): Promise<string | null> {
  if (invite.by !== mid || !equalBytes(await sha256(label), invite.label)) {
    return null;
  }
  const place = { sid, invite: invite.id, kind: "label", recipient: publicKeys } as const;
  try {
    const text = JSON.parse(await openText(place, wrapKey, label)) as { readonly name: string };
    return text.name;
  } catch (error) {
    if (error instanceof OpenError || error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}
