import { expect } from "vitest";

import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { EpochKey } from "../../src/epochKey.js";
import { FormatError } from "../../src/formatError.js";
import { encodeFrame, parseFrame } from "../../src/frame.js";
import { openFrame } from "../../src/frameOpener.js";
import { OpenError } from "../../src/openError.js";
import { parseSessionId } from "../../src/sessionId.js";
import { readVerifyingKey } from "../../src/verifyingKey.js";
import { isA, testVectors } from "../vectors.js";
import { plainBody } from "./plainBody.js";

interface Given {
  readonly sid: string;
  readonly epochKey: string;
  readonly signingKey: string;
  readonly frame: string;
}

testVectors<Given>("frame", {
  read: async ({ sid, epochKey, signingKey, frame }) => {
    const parsed = parseFrame(decodeBase64Url(frame));
    expect(encodeBase64Url(encodeFrame(parsed))).toBe(frame);
    const key = new EpochKey(decodeBase64Url(epochKey));
    const sender = readVerifyingKey(decodeBase64Url(signingKey));
    const body = plainBody(await openFrame(parseSessionId(sid), parsed, key, sender));
    return { ...parsed.header, instance: encodeBase64Url(parsed.header.instance), body };
  },
  refusals: { format: isA(FormatError), open: isA(OpenError) },
});
