import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { commitment, EpochKey } from "../../src/epochKey.js";
import { FormatError } from "../../src/formatError.js";
import { parseSessionId } from "../../src/sessionId.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ sid: string; epoch: number; epochKey: string }>("commitment", {
  read: async ({ sid, epoch, epochKey }) => {
    const key = new EpochKey(decodeBase64Url(epochKey));
    return { commitment: encodeBase64Url(await commitment(parseSessionId(sid), epoch, key)) };
  },
  refusals: { format: isA(FormatError) },
});
