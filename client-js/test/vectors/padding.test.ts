import { expect } from "vitest";

import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { pad, unpad } from "../../src/padding.js";
import { isA, testVectors } from "../vectors.js";

testVectors<{ padded: string }>("padding", {
  read: ({ padded }) => {
    const data = unpad(decodeBase64Url(padded));
    expect(encodeBase64Url(pad(data))).toBe(padded);
    return { data: encodeBase64Url(data) };
  },
  refusals: { format: isA(FormatError) },
});
