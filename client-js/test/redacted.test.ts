import { inspect } from "node:util";

import { expect, test } from "vitest";

import { encodeBase64Url } from "../src/base64Url.js";
import { EpochKey } from "../src/epochKey.js";
import { InviteSecret } from "../src/inviteSecret.js";
import { exposeSigningKey, generateSigningKey } from "../src/signingKey.js";
import { wrapKeyFromSeed } from "../src/wrapKey.js";
import { toHex } from "./hex.js";

test.each([
  ["invite secret", 16, (bytes: Uint8Array) => new InviteSecret(bytes)],
  ["epoch key", 32, (bytes: Uint8Array) => new EpochKey(bytes)],
  ["wrap key", 32, wrapKeyFromSeed],
])("an %s never prints itself", async (_, length, make) => {
  const bytes = new Uint8Array(length).fill(0xab);
  const secret = await make(bytes);
  expect(String(secret)).toBe("[REDACTED]");
  expect(JSON.stringify({ secret })).toBe('{"secret":"[REDACTED]"}');
  const printed = inspect({ secret }, { depth: 9, showHidden: true });
  expect(printed).toContain("[REDACTED]");
  for (const spelling of [toHex(bytes), encodeBase64Url(bytes), bytes.join(", ")]) {
    expect(printed).not.toContain(spelling);
  }
});

test("a signing key prints its public half only", async () => {
  const key = await generateSigningKey();
  expect(Object.keys(key)).toEqual(["publicKey"]);
  expect(Object.keys(exposeSigningKey(key))).toEqual(["publicKey", "privateKey"]);
});
