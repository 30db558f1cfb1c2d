import { FormatError } from "../../src/formatError.js";
import { inviteIdBytes, parseInviteId } from "../../src/inviteId.js";
import { memberIdBytes, parseMemberId } from "../../src/memberId.js";
import { parseSessionId, sessionIdBytes } from "../../src/sessionId.js";
import { toHex } from "../hex.js";
import { isA, testVectors } from "../vectors.js";

const readers = {
  session: (text: string) => sessionIdBytes(parseSessionId(text)),
  member: (text: string) => memberIdBytes(parseMemberId(text)),
  invite: (text: string) => inviteIdBytes(parseInviteId(text)),
};

testVectors<{ of: keyof typeof readers; text: string }>("id-text", {
  read: ({ of, text }) => ({ hex: toHex(readers[of](text)) }),
  refusals: { format: isA(FormatError) },
});
