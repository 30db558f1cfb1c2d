/** Why a link is none: changed on its way, of something else, cut off, or mistyped. FORMATS.md §3. */
export type InvalidLinkCode =
  "link_rewritten" | "link_foreign" | "link_incomplete" | "link_damaged";

/** A text that is no invite link. Neither message nor code holds any of it: it may be a secret. */
export class InvalidLinkError extends Error {
  override readonly name = "InvalidLinkError";
  readonly code: InvalidLinkCode;

  constructor(code: InvalidLinkCode) {
    super(code);
    this.code = code;
  }
}
