import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { type Emoji } from "../../src/emojiWords.js";
import { FormatError } from "../../src/formatError.js";
import { parseSessionId } from "../../src/sessionId.js";
import {
  comparisonCommitment,
  knockEmoji,
  memberEmoji,
} from "../../src/shortAuthenticationString.js";
import { readVerifyingKey, type VerifyingKey } from "../../src/verifyingKey.js";
import { isA, testVectors } from "../vectors.js";

type Given = Readonly<Record<string, string>> & { readonly of: string; readonly sid: string };

testVectors<Given>("sas", {
  read: async (given) => {
    const sid = parseSessionId(given.sid);
    const bytes = (name: string) => decodeBase64Url(given[name] ?? "");
    const key = (name: string): VerifyingKey => readVerifyingKey(bytes(name));
    switch (given.of) {
      case "knock": {
        const parts = { sid, host: key("host"), entry: bytes("entry"), nonce: bytes("nonce") };
        return { emoji: names(await knockEmoji(parts)) };
      }
      case "members": {
        const [askingNonce, askedNonce] = [bytes("askingNonce"), bytes("askedNonce")];
        const keys = { asking: key("asking"), asked: key("asked") };
        return { emoji: names(await memberEmoji({ sid, ...keys, askingNonce, askedNonce })) };
      }
      default: {
        const made = await comparisonCommitment(sid, key("by"), key("towards"), bytes("nonce"));
        return { commitment: encodeBase64Url(made) };
      }
    }
  },
  refusals: { format: isA(FormatError) },
});

function names(emoji: readonly Emoji[]): readonly string[] {
  return emoji.map(({ name }) => name);
}
