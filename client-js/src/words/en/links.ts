import { spoken } from "../words.js";

const english = {
  paste: "Paste an invite link",
  open: "Open invite",
  secretMissing:
    "The secret part of this link is missing: what stands after #. Copy the link as a whole.",
  elsewhere: (host: string): string => `This invite is for ${host}. We don’t open it here.`,
  /** Why a text is not opened, by the code of the library’s error. */
  refusals: {
    link_incomplete: "The end of this link is missing. Copy it as a whole.",
    link_damaged: "This link was changed on the way. Ask for it again.",
    link_foreign: "This is no Latchkey invite. We don’t open it.",
    link_rewritten:
      "A mail system changed this link and showed its secret to the server. Ask for a new invite.",
  },
};

export type LinkWords = typeof english;

/** About links that were pasted or scanned. */
export const linkWords = (): LinkWords => spoken("links", english);
