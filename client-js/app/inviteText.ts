import { InvalidLinkError } from "../src/index.js";
import { linkWords } from "../src/words/en/links.js";
import { appRoot } from "./appRoot.js";
import { brokerUrl, client } from "./brokerClient.js";
import { addressOf } from "./router.js";
import { isHandover } from "./takenInvite.js";

const AROUND = /^[\s<>]+|[\s<>.]+$/g;

/** Why a text that was pasted or scanned is not opened here, as a sentence; null if it is. */
export function refusalOf(text: string): string | null {
  const words = linkWords();
  const link = text.replace(AROUND, "");
  try {
    if (!isHandover(link)) {
      client.parseInvite(text);
    }
  } catch (error) {
    const code = error instanceof InvalidLinkError ? error.code : "link_foreign";
    return code === "link_foreign" && isBareJoinPage(link)
      ? words.secretMissing
      : words.refusals[code];
  }
  const { origin, host } = URL.canParse(link) ? new URL(link) : appRoot;
  return origin === appRoot.origin || origin === brokerUrl.origin ? null : words.elsewhere(host);
}

/** The address of our own join page, with nothing after it. */
function isBareJoinPage(link: string): boolean {
  const ours = [addressOf({ type: "join" }), new URL("/j", brokerUrl).href];
  return ours.includes(link.replace(/#$/, ""));
}
