/** Why a link is none: changed on its way, of something else, cut off, or mistyped. FORMATS.md §3. */
export type InvalidLinkCode =
  "link_rewritten" | "link_foreign" | "link_incomplete" | "link_damaged";

/** A text that is no invite link; the message says what to do. Neither message nor code holds any of it: it may be a secret. */
export class InvalidLinkError extends Error {
  override readonly name = "InvalidLinkError";
  readonly code: InvalidLinkCode;

  constructor(code: InvalidLinkCode) {
    super(MESSAGES[code]);
    this.code = code;
  }
}

const MESSAGES: Readonly<Record<InvalidLinkCode, string>> = {
  link_rewritten:
    "a mail system changed the link and showed its secret to a server: ask for a new invite",
  link_foreign: "this is no invite link: paste the whole link that you were sent",
  link_incomplete: "the end of the link is missing: copy it as a whole",
  link_damaged: "the link was changed on its way: ask for it again",
};
