import { decodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { deriveInviteId } from "../../src/inviteId.js";
import { deriveMemberId } from "../../src/memberId.js";
import { deriveSessionId } from "../../src/sessionId.js";
import { readVerifyingKey, type VerifyingKey } from "../../src/verifyingKey.js";
import { isA, testVectors } from "../vectors.js";

interface Given {
  readonly of: "session" | "member" | "invite";
  readonly signingKey: string;
  readonly salt?: string;
}

const derive = (of: Given["of"], key: VerifyingKey, salt: string): Promise<string> => {
  switch (of) {
    case "session":
      return deriveSessionId(key, decodeBase64Url(salt));
    case "member":
      return deriveMemberId(key);
    case "invite":
      return deriveInviteId(key);
  }
};

testVectors<Given>("id", {
  read: async ({ of, signingKey, salt = "" }) => ({
    id: await derive(of, readVerifyingKey(decodeBase64Url(signingKey)), salt),
  }),
  refusals: { format: isA(FormatError) },
});
