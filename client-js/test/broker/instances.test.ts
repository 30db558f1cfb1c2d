import { afterEach, describe, expect, it, vi } from "vitest";

import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { parseFrame } from "../../src/frame.js";
import { type Client } from "../../src/index.js";
import { aClient, aDevice, aSession } from "./people.js";

interface WriteBody {
  readonly frame: string;
}

/** A client, and the bodies of its writes to channels. */
function aWatchedClient(storage = aDevice()): { client: Client; bodies: string[] } {
  const bodies: string[] = [];
  const client = aClient({
    storage,
    fetch: (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (
        init?.method === "PUT" &&
        pathname.includes("/channels/") &&
        typeof init.body === "string"
      ) {
        bodies.push(init.body);
      }
      return fetch(input, init);
    },
  });
  return { client, bodies };
}

function instancesOf(bodies: readonly string[]): ReadonlySet<string> {
  const frames = bodies.map((body) => decodeBase64Url((JSON.parse(body) as WriteBody).frame));
  return new Set(frames.map((frame) => encodeBase64Url(parseFrame(frame).header.instance)));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a session writes as one instance", () => {
  it("however often it reconnects", async () => {
    const { client, bodies } = aWatchedClient();
    const session = await aSession<number>(client);
    for (let n = 1; n <= 3; n++) {
      session.disconnect();
      session.connect();
      await session.set(n);
    }
    expect(bodies).toHaveLength(3);
    expect(instancesOf(bodies).size).toBe(1);
  });

  it.each([
    ["the browser froze and thawed the page", () => document.dispatchEvent(new Event("resume"))],
    [
      "the page came back from the browser's cache",
      () => window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true })),
    ],
  ])("until %s", async (_, comeBack) => {
    vi.stubGlobal("window", new EventTarget());
    vi.stubGlobal("document", new EventTarget());
    const { client, bodies } = aWatchedClient();
    const session = await aSession<number>(client);
    await session.set(1);
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("pageshow"));
    await session.set(2);
    expect(instancesOf(bodies).size).toBe(1);
    comeBack();
    await session.set(3);
    expect(session.get()).toBe(3);
    expect(instancesOf(bodies).size).toBe(2);
    session.destroy();
  });
});

describe("what a session sends", () => {
  it("does not grow with the pages that ever wrote in it", async () => {
    const device = aDevice();
    const { client, bodies } = aWatchedClient(device);
    const { id } = await aSession<number>(client);
    for (let n = 1; n <= 20; n++) {
      const page = await client.open<number>(id);
      await page?.set(n);
      page?.destroy();
    }
    expect(instancesOf(bodies).size).toBe(20);
    const sizes = bodies.map((body) => body.length);
    expect(Math.max(...sizes.slice(10))).toBe(sizes[10]);
  });
});
