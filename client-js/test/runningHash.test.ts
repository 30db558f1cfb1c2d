import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import { nextHash, startOfChannel } from "../src/runningHash.js";
import { parseSessionId, sessionIdBytes } from "../src/sessionId.js";

const SID = parseSessionId("AAECAwQFBgcICQoLDA0ODxAREhM");
const FRAME = Uint8Array.of(1, 2, 3);

describe("the running hash of a channel", () => {
  it("starts as 32 zero bytes", () => {
    expect(startOfChannel()).toEqual(new Uint8Array(32));
  });

  it("covers session, channel, the hash before, the place and the frame", async () => {
    const expected = createHash("sha256")
      .update("latchkey/channel/v1\0")
      .update(sessionIdBytes(SID))
      .update(Uint8Array.of(7))
      .update(startOfChannel())
      .update(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1))
      .update(createHash("sha256").update(FRAME).digest())
      .digest();
    const hash = await nextHash(SID, 7, startOfChannel(), 1, FRAME);
    expect(hash).toEqual(Uint8Array.from(expected));
  });
});
