import { type Bytes, concat, decodeUtf8, label, utf8 } from "./bytes.js";
import { open, seal } from "./hpkeWrap.js";
import { type InviteId, inviteIdBytes } from "./inviteId.js";
import { OpenError } from "./openError.js";
import { pad, unpad } from "./padding.js";
import type { PublicKeys } from "./publicKeys.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";
import type { WrapKey } from "./wrapKey.js";

/**
 * Where a text that travels with an invite belongs: `label` is the inviting host's note to itself,
 * `preview` is for the holder of the link, `name` is what a joiner tells the inviting host. The text
 * opens at no other place. FORMATS.md §8.
 */
export type TextPlace = {
  readonly sid: SessionId;
  readonly invite: InviteId;
  /** Whose wrap key opens the text. */
  readonly recipient: PublicKeys;
} & (
  { readonly kind: "label" | "preview" } | { readonly kind: "name"; readonly joiner: PublicKeys }
);

export function sealText(place: TextPlace, text: string): Promise<Bytes> {
  return seal(place.recipient.wrapKey, textInfo(place), pad(utf8(text)));
}

/** @throws {OpenError} Unless it was sealed for this place to this key. */
export async function openText(
  place: TextPlace,
  opener: WrapKey,
  sealed: Uint8Array,
): Promise<string> {
  const padded = await open(opener, textInfo(place), sealed);
  try {
    return decodeUtf8(unpad(padded));
  } catch (cause) {
    throw new OpenError({ cause });
  }
}

export function textInfo(place: TextPlace): Bytes {
  const context = place.kind === "name" ? [place.joiner.signingKey, place.joiner.wrapKey] : [];
  return concat(
    label(`latchkey/${place.kind}/v1`),
    sessionIdBytes(place.sid),
    inviteIdBytes(place.invite),
    ...context,
    place.recipient.signingKey,
    place.recipient.wrapKey,
  );
}
