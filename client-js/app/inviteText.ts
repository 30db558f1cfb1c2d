import { InvalidLinkError } from "../src/index.js";
import { appRoot } from "./appRoot.js";
import { brokerUrl, client } from "./brokerClient.js";
import { addressOf } from "./router.js";
import { isHandover } from "./takenInvite.js";

const AROUND = /^[\s<>]+|[\s<>.]+$/g;

/** Why a text that was pasted or scanned is not opened here, as a sentence; null if it is. */
export function refusalOf(text: string): string | null {
  const link = text.replace(AROUND, "");
  try {
    if (!isHandover(link)) {
      client.parseInvite(text);
    }
  } catch (error) {
    const code = error instanceof InvalidLinkError ? error.code : "link_foreign";
    return code === "link_foreign" && isBareJoinPage(link) ? SECRET_MISSING : REFUSALS[code];
  }
  const { origin, host } = URL.canParse(link) ? new URL(link) : appRoot;
  return origin === appRoot.origin || origin === brokerUrl.origin
    ? null
    : `This invite is for ${host}. We don’t open it here.`;
}

/** The address of our own join page, with nothing after it. */
function isBareJoinPage(link: string): boolean {
  const ours = [addressOf({ type: "join" }), new URL("/j", brokerUrl).href];
  return ours.includes(link.replace(/#$/, ""));
}

const SECRET_MISSING =
  "The secret part of this link is missing: what stands after #. Copy the link as a whole.";

const REFUSALS: Readonly<Record<InvalidLinkError["code"], string>> = {
  link_incomplete: "The end of this link is missing. Copy it as a whole.",
  link_damaged: "This link was changed on the way. Ask for it again.",
  link_foreign: "This is no Latchkey invite. We don’t open it.",
  link_rewritten:
    "A mail system changed this link and showed its secret to the server. Ask for a new invite.",
};
