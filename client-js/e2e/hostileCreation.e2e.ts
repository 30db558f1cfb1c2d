import { decodeBase64Url, encodeBase64Url } from "../src/base64Url.js";
import { deriveSessionId } from "../src/sessionId.js";
import { readVerifyingKey } from "../src/verifyingKey.js";
import { expect, test } from "./hostile/fixtures.js";
import { newKeys } from "./hostile/keys.js";
import { inAnswersTo, isCall, type Json, readJson } from "./hostile/lie.js";

const CREATE = /^\/v1\/sessions$/;
const GENESIS = /\/genesis$/;

test("a broker that offers the session ID of a key of its own is caught before genesis", async ({
  hostile,
  host,
}) => {
  const { signingKey } = await newKeys();
  const salt = new Uint8Array(16);
  const sid = await deriveSessionId(signingKey.publicKey, salt);
  const before = hostile.calls("POST", GENESIS);
  hostile.tell(inAnswersTo("POST", CREATE, () => ({ sid, salt: encodeBase64Url(salt) })));
  expect(await host.createSession()).toBe("key_mismatch");
  expect(hostile.calls("POST", GENESIS)).toBe(before);
  expect(await host.sessions()).toEqual([]);
});

test("a broker that offers a session ID again with its salt is caught before genesis", async ({
  hostile,
  host,
}) => {
  let first: Json | undefined;
  hostile.tell(
    inAnswersTo("POST", CREATE, (truth) => {
      first ??= truth;
      return { sid: first.sid, salt: first.salt };
    }),
  );
  expect(await host.createSession()).toBe("entered");
  const sid = await host.sessionId();
  const before = hostile.calls("POST", GENESIS);
  expect(await host.createSession()).toBe("key_mismatch");
  expect(hostile.calls("POST", GENESIS)).toBe(before);
  expect(await host.sessions()).toEqual([sid]);
});

test("a broker that repeats a salt makes another session of it", async ({ hostile, host }) => {
  const salt = new Uint8Array(16);
  hostile.tell({
    answer: async (asked, ask) => {
      const answer = await ask(asked);
      if (!isCall(asked, "POST", CREATE)) {
        return answer;
      }
      const key = readVerifyingKey(decodeBase64Url(readJson(asked).signingKey as string));
      const sid = await deriveSessionId(key, salt);
      const body = { ...readJson(answer), sid, salt: encodeBase64Url(salt) };
      return { ...answer, body: JSON.stringify(body) };
    },
  });
  await host.createSession();
  await host.createSession();
  const [first, second] = hostile.asked.filter((asked) => isCall(asked, "POST", GENESIS)).slice(-2);
  expect(first?.path).not.toBe(second?.path);
});

test("a broker that names another origin is caught before genesis", async ({ hostile, host }) => {
  const before = hostile.calls("POST", GENESIS);
  hostile.tell(inAnswersTo("POST", CREATE, () => ({ origin: "https://broker.example" })));
  expect(await host.createSession()).toBe("origin_mismatch");
  expect(hostile.calls("POST", GENESIS)).toBe(before);
});
