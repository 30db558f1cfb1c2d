import { createHash } from "node:crypto";

import { expect, it } from "vitest";

import { sessionIdBytes } from "../src/sessionId.js";
import { nextLogHash, startOfLog } from "../src/statementLog.js";
import { anEmptyLog, bytes } from "./sessionLog.js";

it("begins at 32 zero bytes", () => {
  expect(startOfLog()).toEqual(bytes(32, 0));
});

it("continues by label, session, previous hash and hash of the entry", async () => {
  const { sid } = await anEmptyLog();
  const expected = createHash("sha256")
    .update("latchkey/log/v1\0")
    .update(sessionIdBytes(sid))
    .update(bytes(32, 5))
    .update(createHash("sha256").update("an entry").digest())
    .digest();
  expect(await nextLogHash(sid, bytes(32, 5), "an entry")).toEqual(new Uint8Array(expected));
});
