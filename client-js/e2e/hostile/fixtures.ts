import { expect, test as base } from "@playwright/test";

import { HostileBroker } from "./hostileBroker.js";
import { Person } from "./person.js";

interface TestFixtures {
  /** Tells the truth until the test lets it lie. */
  readonly hostile: HostileBroker;
  readonly host: Person;
  readonly guest: Person;
}

interface WorkerFixtures {
  readonly hostileBroker: HostileBroker;
  /** Of a session whose host has gone, for those who only look or join. */
  readonly links: {
    readonly editor: string;
    readonly host: string;
  };
}

/** For three who join, on a machine that has other things to do. */
const TIMEOUT_MS = 60_000;

/** Playwright's test with a hostile broker and two honest people, each in a browser of their own. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  hostileBroker: [
    // Playwright reads the wanted fixtures from this pattern, so it must be one.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const broker = await HostileBroker.start();
      await use(broker);
      await broker.stop();
    },
    { scope: "worker", timeout: TIMEOUT_MS },
  ],
  links: [
    async ({ browser, hostileBroker }, use) => {
      const context = await browser.newContext();
      const host = new Person(await context.newPage(), hostileBroker.origin, "Ana");
      await host.load();
      await host.createSession();
      const links = {
        editor: await host.invite({ maxUses: 1000 }),
        host: await host.invite({ maxUses: 1000, role: "host" }),
      };
      await context.close();
      await use(links);
    },
    { scope: "worker", timeout: TIMEOUT_MS },
  ],
  hostile: async ({ hostileBroker }, use, info) => {
    info.setTimeout(TIMEOUT_MS);
    await use(hostileBroker);
    hostileBroker.tellTheTruth();
  },
  host: async ({ browser, hostile }, use) => {
    const context = await browser.newContext();
    const host = new Person(await context.newPage(), hostile.origin, "Ana");
    await host.load();
    await use(host);
    await context.close();
  },
  guest: async ({ browser, hostile }, use) => {
    const context = await browser.newContext();
    const guest = new Person(await context.newPage(), hostile.origin, "Ben");
    await guest.load();
    await use(guest);
    await context.close();
  },
});

/** What a client will have seen once the broker's answer is through. */
export function eventually<T>(seen: () => Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(seen, { timeout: 20_000 });
}

export { expect };
