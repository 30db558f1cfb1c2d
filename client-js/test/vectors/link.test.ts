import { type InvalidLinkCode, InvalidLinkError } from "../../src/invalidLinkError.js";
import { parseInviteLink } from "../../src/inviteLink.js";
import { testVectors } from "../vectors.js";

const because = (code: InvalidLinkCode) => (error: unknown) =>
  error instanceof InvalidLinkError && error.code === code;

testVectors<{ text: string }>("link", {
  read: ({ text }) => {
    const { sid, secret } = parseInviteLink(text);
    return { sid, secret: secret.exposeText() };
  },
  refusals: {
    link_rewritten: because("link_rewritten"),
    link_foreign: because("link_foreign"),
    link_incomplete: because("link_incomplete"),
    link_damaged: because("link_damaged"),
  },
});
