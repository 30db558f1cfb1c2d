import { encodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { deriveInviteId } from "../../src/inviteId.js";
import { parseInviteSecret } from "../../src/inviteSecret.js";
import { parseSessionId } from "../../src/sessionId.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ sid: string; secret: string }>("invite-keys", {
  read: async ({ sid, secret }) => {
    const session = parseSessionId(sid);
    const inviteSecret = parseInviteSecret(secret);
    const { publicKey } = await inviteSecret.signingKey(session);
    const wrapKey = await inviteSecret.wrapKey(session);
    return {
      iid: await deriveInviteId(publicKey),
      signingKey: encodeBase64Url(publicKey),
      wrapKey: encodeBase64Url(wrapKey.publicKey),
    };
  },
  refusals: { format: isA(FormatError) },
});
