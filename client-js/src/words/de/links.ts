import type { LinkWords } from "../en/links.js";

export const links: LinkWords = {
  paste: "Einladungslink einfügen",
  open: "Einladung öffnen",
  secretMissing:
    "Der geheime Teil dieses Links fehlt: das, was nach # steht. Kopier den ganzen Link.",
  elsewhere: (host) => `Diese Einladung ist für ${host}. Wir öffnen sie hier nicht.`,
  refusals: {
    link_incomplete: "Das Ende dieses Links fehlt. Kopier ihn ganz.",
    link_damaged: "Dieser Link wurde unterwegs verändert. Lass ihn dir noch einmal schicken.",
    link_foreign: "Das ist keine Latchkey-Einladung. Wir öffnen es nicht.",
    link_rewritten:
      "Ein Mailsystem hat diesen Link verändert und sein Geheimnis dem Server gezeigt. Bitte um " +
      "eine neue Einladung.",
  },
};
