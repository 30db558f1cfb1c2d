import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import { encodeBase64Url } from "../src/base64Url.js";
import { utf8 } from "../src/bytes.js";
import { signCompactJws } from "../src/compactJws.js";
import { type DeviceVault, openDeviceVault } from "../src/deviceVault.js";
import { FormatError } from "../src/formatError.js";
import { parseInviteId } from "../src/inviteId.js";
import { KeptLinks, linkPrefix } from "../src/keptLinks.js";
import { MemoryStore } from "../src/memoryStore.js";
import { OpenError } from "../src/openError.js";
import { openText, sealText, type TextPlace } from "../src/sealedText.js";
import { deriveSessionId } from "../src/sessionId.js";
import { type SigningKey, signingKeyFromSeed } from "../src/signingKey.js";
import { parseEntry } from "../src/statementEntry.js";
import { readWraps } from "../src/storedWrap.js";
import { type JsonValue } from "../src/strictJson.js";
import { readTokenKeys } from "../src/tokenKeys.js";
import { generateWrapKey, type WrapKey } from "../src/wrapKey.js";

const INVITE = parseInviteId("AAAAAAAAAAAAAAAAAAAAAA");
const WORDS = ["host", "editor", "AAAAAAAAAAAAAAAAAAAAAA", "A".repeat(43), "__proto__", ""];

/** Whatever a broker may put where something else belongs. */
const { value: anything } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(...WORDS),
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.nat(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 6 }), tie("value"), { maxKeys: 3 }),
  ),
}));

/** An object of the right kind in which some members are something else, missing or too many. */
function distorted(right: Readonly<Record<string, JsonValue>>) {
  const names = Object.keys(right);
  const changes = fc.dictionary(fc.constantFrom(...names, "more"), anything, {
    minKeys: 1,
    maxKeys: 3,
  });
  const left = fc.subarray(names, { minLength: Math.max(0, names.length - 1) });
  return fc.tuple(changes, left).map(([changed, kept]) => ({
    ...Object.fromEntries(kept.map((name) => [name, right[name] ?? null])),
    ...changed,
  }));
}

/** Resolves if the text is read or refused in words; rejects on every other error. */
async function readOrRefused(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
  }
}

let key: SigningKey;

beforeAll(async () => {
  key = await signingKeyFromSeed(new Uint8Array(32).fill(1));
});

describe("the payload of a statement", () => {
  const hash = "A".repeat(43);
  const id = "AAAAAAAAAAAAAAAAAAAAAA";
  const act = {
    n: 1,
    prev: hash,
    heads: [{ channel: 0, head: 1, hash }],
    checkpoint: { size: 0, root: hash },
  };
  const kinds = {
    change: {
      ...act,
      epoch: { number: 2, commitment: hash, members: [id], invites: [] },
      removed: [id],
      roles: [{ mid: id, role: "viewer" }],
      revoked: [],
      closing: [],
    },
    knock: { ...act, iid: id, member: hash, nonce: id },
    revoke: { ...act, invites: [id] },
  } as const;

  it("is read or refused, whatever it holds", async () => {
    const sid = await deriveSessionId(key.publicKey, new Uint8Array(16));
    const aPayload = fc
      .constantFrom(...Object.entries(kinds))
      .chain(([typ, right]) => fc.record({ typ: fc.constant(typ), members: distorted(right) }));
    await fc.assert(
      fc.asyncProperty(aPayload, async ({ typ, members }) => {
        const payload = utf8(JSON.stringify({ sid, ...members }));
        const text = await signCompactJws({ typ, kid: "k1" }, payload, key);
        await readOrRefused(() => parseEntry(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe("what a broker answers", () => {
  it("is a set of keys or refused", async () => {
    const jwk = {
      kty: "OKP",
      crv: "Ed25519",
      alg: "Ed25519",
      use: "sig",
      kid: "k1",
      x: encodeBase64Url(key.publicKey),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(distorted(jwk), { maxLength: 3 }),
        anything,
        async (keys, other) => {
          await readOrRefused(() => readTokenKeys({ keys }));
          await readOrRefused(() => readTokenKeys(other));
        },
      ),
      { numRuns: 500 },
    );
    expect([...readTokenKeys({ keys: [jwk] }).keys()]).toEqual(["k1"]);
  });

  it("is a list of wraps or refused", async () => {
    const wrap = { epoch: 1, kind: "member", wrap: "AAAA" };
    await fc.assert(
      fc.asyncProperty(
        fc.array(distorted(wrap), { maxLength: 3 }),
        anything,
        async (all, other) => {
          await readOrRefused(() => readWraps(all));
          await readOrRefused(() => readWraps(other));
        },
      ),
      { numRuns: 500 },
    );
    expect(readWraps([wrap])).toHaveLength(1);
  });
});

describe("a sealed text", () => {
  let opener: WrapKey;
  let place: TextPlace;

  beforeAll(async () => {
    opener = await generateWrapKey();
    place = {
      kind: "label",
      sid: await deriveSessionId(key.publicKey, new Uint8Array(16)),
      invite: INVITE,
      recipient: { signingKey: key.publicKey, wrapKey: opener.publicKey },
    };
  });

  it("opens to what was sealed, and not with any bit another", async () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(), async (text, at) => {
        const sealed = await sealText(place, text);
        expect(await openText(place, opener, sealed)).toBe(text);
        const bit = at % (8 * sealed.length);
        sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(openText(place, opener, sealed)).rejects.toBeInstanceOf(OpenError);
      }),
      { numRuns: 25 },
    );
  });

  it("is refused if it is no sealed text at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 1200 }), async (bytes) => {
        await expect(openText(place, opener, bytes)).rejects.toBeInstanceOf(OpenError);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a kept link", () => {
  it("opens at its own place only, and not if a byte of it is another", async () => {
    const store = new MemoryStore();
    const vault: DeviceVault = await openDeviceVault(store);
    const links = new KeptLinks(store, vault);
    const sid = await deriveSessionId(key.publicKey, new Uint8Array(16));
    const other = parseInviteId("AAAAAAAAAAAAAAAAAAAAAQ");
    await fc.assert(
      fc.asyncProperty(fc.webUrl(), fc.nat(), async (link, at) => {
        await links.keep(sid, INVITE, link);
        expect(await links.find(sid, INVITE)).toBe(link);
        const sealed = await store.get(`${linkPrefix(sid)}${INVITE}`);
        await store.update(`${linkPrefix(sid)}${other}`, () => sealed);
        await expect(links.find(sid, other)).rejects.toThrow();
        const { iv, ciphertext } = sealed as { iv: Uint8Array; ciphertext: Uint8Array };
        const changed = ciphertext.slice();
        changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ 1;
        await store.update(`${linkPrefix(sid)}${INVITE}`, () => ({ iv, ciphertext: changed }));
        await expect(links.find(sid, INVITE)).rejects.toThrow();
      }),
      { numRuns: 50 },
    );
  });
});
