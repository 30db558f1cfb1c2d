import { expect } from "vitest";

import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { type FrameKind } from "../../src/frame.js";
import { encodeBody, parseBody } from "../../src/frameBody.js";
import { isA, testVectors } from "../vectors.js";
import { plainBody } from "./plainBody.js";

testVectors<{ kind: FrameKind; body: string }>("body", {
  read: ({ kind, body }) => {
    const parsed = parseBody(kind, decodeBase64Url(body));
    expect(encodeBase64Url(encodeBody(kind, parsed))).toBe(body);
    return plainBody(parsed);
  },
  refusals: { format: isA(FormatError) },
});
