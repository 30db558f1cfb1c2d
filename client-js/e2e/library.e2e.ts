import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";

import type * as Library from "../src/index.js";
import { expect, test } from "./fixtures.js";

const dist = new URL("../dist/", import.meta.url);
const classicScript = new URL("latchkey.global.js", dist);
const module = new URL("index.js", dist);

declare const Latchkey: typeof Library;

const NAMES = [
  "BrokerError",
  "InvalidLinkError",
  "InvalidTextError",
  "createClient",
  "forgetInviteLink",
  "qrShape",
  "takeInviteLink",
  "verifyLedgerFile",
];

test.describe("a page opened from disk", () => {
  test("starts a session, and is in it after a reload", async ({ page, places }, info) => {
    const path = info.outputPath("page.html");
    await writeFile(path, `<!doctype html><script src="${classicScript.href}"></script>`);
    await page.goto(pathToFileURL(path).href);
    const sid = await page.evaluate(async (brokerUrl) => {
      const client = Latchkey.createClient({ brokerUrl });
      const titles = { displayName: "Ana", title: "Roadmap" };
      const session = await client.createSession({ ...titles, initialState: { move: "e4" } });
      return session.id;
    }, places.broker.url);
    await page.reload();
    const found = await page.evaluate(
      async ({ brokerUrl, sid }) => {
        const client = Latchkey.createClient({ brokerUrl });
        const session = await client.open(sid);
        return {
          storage: await client.storage,
          state: session?.get(),
          role: session?.role,
          title: (await client.sessions())[0]?.title,
        };
      },
      { brokerUrl: places.broker.url, sid },
    );
    expect(found).toEqual({
      storage: { kind: "indexeddb", persistent: true },
      state: { move: "e4" },
      role: "host",
      title: "Roadmap",
    });
  });

  test("keeps no key in IndexedDB that a script could read", async ({ page, places }, info) => {
    const path = info.outputPath("page.html");
    await writeFile(path, `<!doctype html><script src="${classicScript.href}"></script>`);
    await page.goto(pathToFileURL(path).href);
    const keys = await page.evaluate(async (brokerUrl) => {
      const client = Latchkey.createClient({ brokerUrl });
      const session = await client.createSession({ displayName: "Ana", title: "Roadmap" });
      await session.invites.create({ name: "Ben" });
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("latchkey");
        request.onsuccess = () => {
          resolve(request.result);
        };
      });
      const values = await new Promise<unknown[]>((resolve) => {
        const request = database.transaction("values").objectStore("values").getAll();
        request.onsuccess = () => {
          resolve(request.result);
        };
      });
      const found: { type: string; extractable: boolean; usages: string[] }[] = [];
      const search = (value: unknown): void => {
        if (value instanceof CryptoKey) {
          const { type, extractable, usages } = value;
          found.push({ type, extractable, usages });
        } else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
          Object.values(value).forEach(search);
        }
      };
      values.forEach(search);
      return found;
    }, places.broker.url);
    expect(keys).toHaveLength(2);
    expect(keys).toContainEqual({
      type: "secret",
      extractable: false,
      usages: ["encrypt", "decrypt"],
    });
    expect(keys).toContainEqual({ type: "private", extractable: false, usages: ["sign"] });
  });

  test("lets two tabs that join by one link be one member", async ({ context, places }, info) => {
    const path = info.outputPath("page.html");
    await writeFile(path, `<!doctype html><script src="${classicScript.href}"></script>`);
    const [first, second] = [await context.newPage(), await context.newPage()];
    await Promise.all([first, second].map((tab) => tab.goto(pathToFileURL(path).href)));
    const link = await first.evaluate(async (brokerUrl) => {
      const client = Latchkey.createClient({ brokerUrl, appId: "host" });
      const session = await client.createSession({ displayName: "Ana", title: "Roadmap" });
      return (await session.invites.create({ name: "Ben" })).link;
    }, places.broker.url);
    const join = (tab: typeof first): Promise<string> =>
      tab.evaluate(
        async ({ brokerUrl, link }) => {
          const client = Latchkey.createClient({ brokerUrl });
          return (await client.join(link, { displayName: "Ben" })).self.id;
        },
        { brokerUrl: places.broker.url, link },
      );
    const [one, other] = await Promise.all([join(first), join(second)]);
    expect(other).toBe(one);
  });
});

test("the classic script makes one global, needs no page, and is read alike in any charset", async () => {
  const context = createContext({ TextEncoder, TextDecoder, URL, crypto });
  const script = await readFile(classicScript, "latin1");
  runInContext(script, context);
  expect(/[^\0-\x7f]/.exec(script)).toBeNull();
  expect(runInContext("Object.keys(Latchkey).sort()", context)).toEqual(NAMES);
  const errors = NAMES.filter((name) => name.endsWith("Error"));
  const called = `${JSON.stringify(errors)}.map((name) => Latchkey[name].name)`;
  expect(runInContext(called, context)).toEqual(errors);
});

test("the Yjs provider is at most 8 kB, with neither Yjs nor the rest of the library in it", async () => {
  const code = await readFile(new URL("yjs.js", dist));
  const imported = [...code.toString().matchAll(/from\s*"([^"]+)"/g)].map(([, name]) => name);
  expect([...new Set(imported)].sort()).toEqual([
    "lib0/decoding",
    "lib0/encoding",
    "lib0/observable",
    "y-protocols/awareness",
    "yjs",
  ]);
  expect(gzipSync(code).length).toBeLessThanOrEqual(8 * 1024);
});

test("the module works alone in Node", () => {
  const program = `
    import { createClient } from ${JSON.stringify(module.href)};
    const client = createClient({ brokerUrl: "https://broker.example" });
    const { kind } = await client.storage;
    let error;
    try {
      client.parseInvite("https://app.example/#page");
    } catch (e) {
      error = e.constructor.name + " " + e.code;
    }
    process.stdout.write([kind, error].join());`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: fileURLToPath(new URL("/", import.meta.url)),
    encoding: "utf8",
  });
  expect(output).toBe("memory,InvalidLinkError link_foreign");
});
