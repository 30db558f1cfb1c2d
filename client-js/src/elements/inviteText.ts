import { type Client, InvalidLinkError } from "../index.js";
import { linkWords } from "../words/en/links.js";

const AROUND = /^[\s<>]+|[\s<>.]+$/g;

/** Whether a link moves a member to another device, and is no invite. */
export function isHandover(text: string): boolean {
  return text.includes("#m1.");
}

/** Why a text that was pasted or scanned is not opened here, as a sentence; null if it is. */
export function refusalOf(text: string, client: Client): string | null {
  const words = linkWords();
  const link = text.replace(AROUND, "");
  try {
    if (!isHandover(link)) {
      client.parseInvite(text);
    }
  } catch (error) {
    const code = error instanceof InvalidLinkError ? error.code : "link_foreign";
    return code === "link_foreign" && isBareJoinPage(link, client)
      ? words.secretMissing
      : words.refusals[code];
  }
  const { origin, host } = new URL(link, location.href);
  return [location.origin, client.brokerUrl.origin, client.appUrl.origin].includes(origin)
    ? null
    : words.elsewhere(host);
}

/** The address of a join page of ours, with nothing after it. */
function isBareJoinPage(link: string, { appUrl, brokerUrl }: Client): boolean {
  return [appUrl.href, new URL("/j", brokerUrl).href].includes(link.replace(/#$/, ""));
}
