import { sha256 } from "@noble/hashes/sha2.js";

import { encodeBase64Url } from "./base64Url.js";
import { concat, label, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { InvalidLinkError } from "./invalidLinkError.js";
import { type InviteSecret, parseInviteSecret } from "./inviteSecret.js";
import { parseSessionId, type SessionId } from "./sessionId.js";

/** What the fragment of an invite link holds. */
export interface InviteLink {
  readonly sid: SessionId;
  readonly secret: InviteSecret;
}

/** So that the QR code of a link is version 8 or smaller. */
const MAX_LINK_CHARS = 140;
const CHECK_CHARS = 4;
const AROUND = /^[ \t\r\n<>]+|[ \t\r\n<>.]+$/g;
const ENCODED_FRAGMENT = /%(?:25)?231\./;

/** Writes `<app URL>#1.<sid>.<secret>.<check>`: the one place where a secret becomes text. */
export function formatInviteLink(appUrl: string, sid: SessionId, secret: InviteSecret): string {
  const covered = `1.${sid}.${secret.exposeText()}`;
  const link = `${appUrl}#${covered}.${checkOf(covered)}`;
  if (appUrl.includes("#") || link.length > MAX_LINK_CHARS) {
    throw new RangeError(
      `app URL: want no fragment, and a link of at most ${String(MAX_LINK_CHARS)} characters`,
    );
  }
  return link;
}

/**
 * Reads a link as people paste it, with spaces, angle brackets or a full stop around it.
 *
 * @throws {InvalidLinkError} With the code of the first defect in the order of FORMATS.md §3.
 */
export function parseInviteLink(text: string): InviteLink {
  const link = text.replace(AROUND, "");
  const hash = link.indexOf("#");
  if (hash < 0) {
    throw new InvalidLinkError(ENCODED_FRAGMENT.test(link) ? "link_rewritten" : "link_foreign");
  }
  const fragment = link.slice(hash + 1);
  if (!fragment.startsWith("1.") && !"1.".startsWith(fragment)) {
    throw new InvalidLinkError("link_foreign");
  }
  const parts = fragment.split(".");
  const [, sid = "", secret = "", check = ""] = parts;
  if (parts.length < 4 || (parts.length === 4 && check.length < CHECK_CHARS)) {
    throw new InvalidLinkError("link_incomplete");
  }
  if (parts.length > 4 || check !== checkOf(`1.${sid}.${secret}`)) {
    throw new InvalidLinkError("link_damaged");
  }
  try {
    return { sid: parseSessionId(sid), secret: parseInviteSecret(secret) };
  } catch (error) {
    if (error instanceof FormatError) {
      throw new InvalidLinkError("link_damaged");
    }
    throw error;
  }
}

/** By noble, because WebCrypto hashes asynchronously only, and a link is read at once. */
function checkOf(covered: string): string {
  const hash = sha256(concat(label("latchkey/link/v1"), utf8(covered)));
  return encodeBase64Url(Uint8Array.from(hash.subarray(0, 3)));
}
