import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decodeBase64, encodeBase64 } from "../src/base64.js";
import { openCheckpoint, sessionTreeOrigin } from "../src/checkpoint.js";
import { FormatError } from "../src/formatError.js";
import { InvalidNoteError } from "../src/invalidNoteError.js";
import { noteKey, parseNoteKey } from "../src/noteKey.js";
import { parseSessionId } from "../src/sessionId.js";
import { parseTlogProof } from "../src/tlogProof.js";
import { aDevice } from "./sessionLog.js";
import { signNote } from "./signedNotes.js";

const BODY = "log.example\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
const host = await aDevice(1);
const key = await noteKey("log.example", host.signingKey);
const note = await signNote(BODY, "log.example", host.key);

const isRefusal = (error: unknown) =>
  error instanceof FormatError || error instanceof InvalidNoteError;

describe("a signed checkpoint", () => {
  it("opens under its key, also with signatures of others", async () => {
    const [line = ""] = note.split("\n\n").slice(1);
    const others = note + line.replace("log.example", "other.example");
    expect(await openCheckpoint(note, key)).toMatchObject({ origin: "log.example", size: 1 });
    expect(await openCheckpoint(others, key)).toMatchObject({ origin: "log.example", size: 1 });
  });

  it("is refused with any character left out, doubled or another", async () => {
    for (let at = 0; at < note.length; at++) {
      const [before, after] = [note.slice(0, at), note.slice(at + 1)];
      const others = ["", note.charAt(at).repeat(2), note.charAt(at) === "B" ? "C" : "B"];
      for (const instead of others) {
        const opening = openCheckpoint(before + instead + after, key);
        await expect(opening, `${String(at)}: ${instead}`).rejects.toSatisfy(isRefusal);
      }
    }
  });

  it("is refused if it is of another tree, though the key has signed it", async () => {
    const other = await signNote(BODY.replace("log", "another"), "log.example", host.key);
    await expect(openCheckpoint(other, key)).rejects.toBeInstanceOf(InvalidNoteError);
  });

  it("is refused if another signature under the same name and ID is bad", async () => {
    const [line = ""] = (await signNote("else\n", "log.example", host.key)).split("\n\n").slice(1);
    await expect(openCheckpoint(note + line, key)).rejects.toBeInstanceOf(InvalidNoteError);
  });
});

describe("the tree of a session", () => {
  const sid = parseSessionId("QgUHtgWRyYKMy9Rpso5jwA4cWOE");

  it("is named after the broker's host and port, and not after the session's ID", async () => {
    const origin = await sessionTreeOrigin("https://broker.example:8443", sid);
    expect(origin).toMatch(/^broker\.example:8443\/s\/[A-Za-z0-9_-]{43}$/);
    expect(origin).not.toContain(sid);
  });

  it.each(["broker.example", "ftp://broker.example", "https://", "https://a/b", "https://a+b"])(
    "has no name at the origin %s",
    async (origin) => {
      await expect(sessionTreeOrigin(origin, sid)).rejects.toBeInstanceOf(FormatError);
    },
  );
});

describe("a text that is no note, key or proof", () => {
  it("is refused as such, whatever it is", async () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("a", "+", "=", "\n", " ", "—", "0", "index ", "extra ") }),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await expect(openCheckpoint(text, key)).rejects.toSatisfy(isRefusal);
        await expect(parseNoteKey(text)).rejects.toBeInstanceOf(FormatError);
        const proof = `c2sp.org/tlog-proof@v1\n${text}`;
        const reading = Promise.resolve(proof).then(parseTlogProof);
        await reading.catch((error: unknown) => {
          expect(error).toBeInstanceOf(FormatError);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe("base64", () => {
  it("reads what it writes, and one text only", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = encodeBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64"));
        expect(decodeBase64(text)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each(["A", "AA", "AA=", "AB==", "AAB=", "A===", "====", "AA==AA==", "AA-=", "AA==\n", "A A="])(
    "refuses %j",
    (text) => {
      expect(() => decodeBase64(text)).toThrow(FormatError);
    },
  );
});
