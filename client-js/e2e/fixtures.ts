import { test as base } from "@playwright/test";

import { startAppServer } from "./appServer.js";

interface TestFixtures {
  /** Every breach of the Content Security Policy and every page error so far. */
  readonly breaches: readonly string[];
}

interface WorkerFixtures {
  readonly appOrigin: string;
}

/** Playwright's test, with the built application served under the broker's policy. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  appOrigin: [
    // Playwright reads the wanted fixtures from this pattern, so it must be one.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await startAppServer();
      await use(server.origin);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ appOrigin }, use) => {
    await use(appOrigin);
  },
  breaches: async ({ page }, use) => {
    const breaches: string[] = [];
    page.on("pageerror", (error) => breaches.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") {
        breaches.push(message.text());
      }
    });
    await use(breaches);
  },
});

export { expect } from "@playwright/test";
