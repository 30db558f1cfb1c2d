import { type BrowserContextOptions, type Page, expect, test as base } from "@playwright/test";

import { type HostSession, createClient } from "../src/index.js";
import { type Places, readPlaces } from "./places.js";
import { Watch } from "./watch.js";

interface TestOptions {
  /** What a test provokes on purpose and the browser writes to the console. */
  readonly tolerated: RegExp | null;
}

interface TestFixtures {
  readonly watch: Watch;
  /** A page in a browser profile of its own: another person. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
  readonly host: Page;
  readonly guest: Page;
  /** A session whose host is not in a browser, for tests that are about guests. */
  readonly session: HostSession;
}

interface WorkerFixtures {
  readonly places: Places;
}

/**
 * Playwright's test against the real broker and the pages that it serves. Every test fails if one of
 * its pages logs an error, breaches its policy or asks another host.
 */
export const test = base.extend<TestOptions & TestFixtures, WorkerFixtures>({
  // Playwright reads the wanted fixtures from this pattern, so it must be one.
  // eslint-disable-next-line no-empty-pattern
  places: [async ({}, use) => use(readPlaces()), { scope: "worker" }],
  tolerated: [null, { option: true }],
  baseURL: async ({ places }, use) => {
    await use(places.broker.url);
  },
  watch: [
    async ({ places, tolerated }, use) => {
      const watch = new Watch([places.broker.url, places.hostedUrl]);
      await use(watch);
      expect(watch.faults.filter((fault) => tolerated?.test(fault) !== true)).toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, watch }, use) => {
    watch.over(context);
    await use(context);
  },
  newPage: async ({ browser, baseURL, watch }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...(baseURL && { baseURL }), ...options });
      contexts.push(context);
      watch.over(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  host: async ({ newPage }, use) => {
    await use(await newPage());
  },
  guest: async ({ newPage }, use) => {
    await use(await newPage());
  },
  session: async ({ places }, use) => {
    const client = createClient({ brokerUrl: places.broker.url, storage: "memory" });
    const session = await client.createSession({ displayName: "Ana", title: "Roadmap" });
    await use(session);
    session.destroy();
  },
});

export { expect } from "@playwright/test";
