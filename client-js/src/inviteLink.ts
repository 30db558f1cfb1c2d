import { InviteSecret } from "./inviteSecret.js";
import { formatLink, parseLink } from "./linkText.js";
import type { SessionId } from "./sessionId.js";

/** What the fragment of an invite link holds. */
export interface InviteLink {
  readonly sid: SessionId;
  readonly secret: InviteSecret;
}

/** Writes `<app URL>#1.<sid>.<secret>.<check>`. */
export function formatInviteLink(appUrl: string, sid: SessionId, secret: InviteSecret): string {
  return formatLink(appUrl, "1", sid, secret.exposeText());
}

/** @throws {InvalidLinkError} With the code of the first defect in the order of FORMATS.md §3. */
export function parseInviteLink(text: string): InviteLink {
  const { sid, secret } = parseLink(text, "1");
  return { sid, secret: new InviteSecret(secret) };
}
