import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { nextHash, startOfChannel } from "../../src/runningHash.js";
import { parseSessionId } from "../../src/sessionId.js";
import { testVectors } from "../vectors.js";

testVectors<{ sid: string; channel: number; frames: readonly string[] }>("running-hash", {
  read: async ({ sid, channel, frames }) => {
    const hashes: string[] = [];
    let hash = startOfChannel();
    for (const [before, frame] of frames.entries()) {
      const bytes = decodeBase64Url(frame);
      hash = await nextHash(parseSessionId(sid), channel, hash, before + 1, bytes);
      hashes.push(encodeBase64Url(hash));
    }
    return { hashes };
  },
  refusals: {},
});
