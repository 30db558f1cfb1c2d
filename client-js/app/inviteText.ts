import { InvalidLinkError } from "../src/index.js";
import { appRoot } from "./appRoot.js";
import { brokerUrl, client } from "./brokerClient.js";

const AROUND = /^[\s<>]+|[\s<>.]+$/g;

/** Why a text that was pasted or scanned is not opened here, as a sentence; null if it is. */
export function refusalOf(text: string): string | null {
  try {
    client.parseInvite(text);
  } catch (error) {
    return error instanceof InvalidLinkError ? REFUSALS[error.code] : REFUSALS.link_foreign;
  }
  const link = text.replace(AROUND, "");
  const { origin, host } = URL.canParse(link) ? new URL(link) : appRoot;
  return origin === appRoot.origin || origin === brokerUrl.origin
    ? null
    : `This invite is for ${host}. We don’t open it here.`;
}

const REFUSALS: Readonly<Record<InvalidLinkError["code"], string>> = {
  link_incomplete: "The end of this link is missing. Copy it as a whole.",
  link_damaged: "This link was changed on the way. Ask for it again.",
  link_foreign: "This is no Latchkey invite. We don’t open it.",
  link_rewritten:
    "A mail system changed this link and showed its secret to the server. Ask for a new invite.",
};
