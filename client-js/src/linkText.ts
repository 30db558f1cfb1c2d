import { sha256 } from "@noble/hashes/sha2.js";

import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { type Bytes, concat, label, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { InvalidLinkError } from "./invalidLinkError.js";
import { parseSessionId, type SessionId } from "./sessionId.js";

/** What the fragment of a link begins with: `1` invites, `m1` moves a member to another device. */
export type LinkVersion = "1" | "m1";

/** So that the QR code of a link is version 8 or smaller. */
const MAX_LINK_CHARS = 140;
const CHECK_CHARS = 4;
const SECRET_BYTES = 16;
const AROUND = /^[ \t\r\n<>]+|[ \t\r\n<>.]+$/g;

/**
 * Writes `<app URL>#<version>.<sid>.<secret>.<check>`.
 *
 * @throws {RangeError} On an app URL with a fragment, and on one that makes the link too long.
 */
export function formatLink(
  appUrl: string,
  version: LinkVersion,
  sid: SessionId,
  secret: string,
): string {
  const covered = `${version}.${sid}.${secret}`;
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
export function parseLink(
  text: string,
  version: LinkVersion,
): { readonly sid: SessionId; readonly secret: Bytes } {
  const link = text.replace(AROUND, "");
  const hash = link.indexOf("#");
  if (hash < 0) {
    const encoded = new RegExp(`%(?:25)?23${version}\\.`);
    throw new InvalidLinkError(encoded.test(link) ? "link_rewritten" : "link_foreign");
  }
  const fragment = link.slice(hash + 1);
  const beginning = `${version}.`;
  if (!fragment.startsWith(beginning) && !beginning.startsWith(fragment)) {
    throw new InvalidLinkError("link_foreign");
  }
  const parts = fragment.split(".");
  const [, sid = "", secret = "", check = ""] = parts;
  if (parts.length < 4 || (parts.length === 4 && check.length < CHECK_CHARS)) {
    throw new InvalidLinkError("link_incomplete");
  }
  if (parts.length > 4 || check !== checkOf(`${version}.${sid}.${secret}`)) {
    throw new InvalidLinkError("link_damaged");
  }
  try {
    return { sid: parseSessionId(sid), secret: readSecret(secret) };
  } catch (error) {
    if (error instanceof FormatError) {
      throw new InvalidLinkError("link_damaged");
    }
    throw error;
  }
}

function readSecret(text: string): Bytes {
  const secret = decodeBase64Url(text);
  if (secret.length !== SECRET_BYTES) {
    throw new FormatError("link: a secret of another length");
  }
  return secret;
}

/** By noble, because WebCrypto hashes asynchronously only, and a link is read at once. */
function checkOf(covered: string): string {
  const hash = sha256(concat(label("latchkey/link/v1"), utf8(covered)));
  return encodeBase64Url(Uint8Array.from(hash.subarray(0, 3)));
}
