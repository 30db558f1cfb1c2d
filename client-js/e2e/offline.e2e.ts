import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { expectBoard, expectProblem, joinButton } from "./acts.js";
import { expect, test as base } from "./fixtures.js";
import { type StaticHosting, startStaticHosting, type Version } from "./staticHosting.js";

const WITH_WORKER = { serviceWorkers: "allow" } as const;

const test = base.extend<{ readonly hosting: StaticHosting }>({
  // A web space of its own, which can publish other versions and go away.
  // eslint-disable-next-line no-empty-pattern
  hosting: async ({}, use) => {
    const hosting = await startStaticHosting();
    hosting.nameBroker(hosting.origin);
    await use(hosting);
    hosting.stop();
  },
});

test.use({
  tolerated:
    /ERR_(?:INTERNET_DISCONNECTED|CONNECTION_REFUSED)|^asked 127\.0\.0\.1|status of 404|fetching the script/,
});

test("pages open without a network, and what is kept for that is their files alone", async ({
  newPage,
  session,
}) => {
  const guest = await newPage(WITH_WORKER);
  await guest.goto("/");
  await untilKept(guest);
  await guest.context().setOffline(true);
  await guest.reload();
  await expect(guest.getByLabel("What is it about?")).toBeVisible();
  const { link } = await session.invites.create({ name: "Ben" });
  await guest.goto(link);
  await expectProblem(guest, /^(?:You’re offline|We can’t reach)/);
  await guest.context().setOffline(false);
  await guest.getByRole("button", { name: "Try again" }).click();
  await joinButton(guest).click();
  await expectBoard(guest);
  await guest.context().setOffline(true);
  await guest.reload();
  await expect(guest.getByRole("heading", { name: "Roadmap", level: 1 })).toBeVisible();

  const { origin, hash } = new URL(link);
  const [, sid = "", secret = ""] = hash.split(".");
  const kept = await keptFiles(guest);
  expect(kept.map(({ address }) => address)).toContain(`${origin}/`);
  for (const { cache, address, text } of kept) {
    expect(cache).toMatch(/^latchkey-shell:\/:/);
    expect(address.slice(origin.length)).toMatch(/^\/(?:assets\/[\w.-]+)?$/);
    expect(text).not.toContain(sid);
    expect(text).not.toContain(secret);
  }
});

test("a new version is there at the next load, and breaks no page that is open", async ({
  newPage,
  hosting,
}) => {
  const open = await newPage(WITH_WORKER);
  await open.goto(hosting.url);
  await untilKept(open);
  const [first = ""] = await cacheNames(open);

  hosting.publish(changed("second", /assets\/scanPage/));
  const next = await open.context().newPage();
  await next.goto(hosting.url);
  await expect(next.locator('meta[name="description"]')).toHaveAttribute("content", "second");
  await expect.poll(() => next.evaluate(isNextKept)).toBe(true);
  await open.getByRole("link", { name: "Scan" }).click();
  await expect(open.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await open.locator('meta[name="description"]').getAttribute("content")).not.toBe("second");

  const beside = await open.context().newPage();
  await beside.goto(`${hosting.origin}/examples/elements.html`);
  await Promise.all([open.close(), next.close()]);
  await expect.poll(() => cacheNames(beside)).not.toContain(first);
  expect(await cacheNames(beside)).toHaveLength(1);
});

test("a page tells of a newer version, and is of that one when it has been loaded again", async ({
  newPage,
  hosting,
}) => {
  const page = await newPage(WITH_WORKER);
  await page.goto(hosting.url);
  await untilKept(page);
  hosting.publish(withoutStyle);
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  const news = page.getByRole("note").getByText("There is a newer version of this page.");
  await expect(news).toBeVisible();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.locator('link[rel="stylesheet"]')).toHaveCount(0);
  await expect.poll(() => page.evaluate(isNextKept)).toBe(true);
  await expect(news).toHaveCount(0);
});

test("a version that does not fit together is not kept, and the one before it opens", async ({
  newPage,
  hosting,
  session,
}) => {
  const page = await newPage(WITH_WORKER);
  await page.goto(hosting.url);
  await untilKept(page);
  const before = await cacheNames(page);
  hosting.publish(changed("torn", /assets\/icon/));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise<ServiceWorker>((resolve) => {
      registration.addEventListener("updatefound", () => {
        if (registration.installing !== null) {
          resolve(registration.installing);
        }
      });
    });
    await registration.update();
    const worker = await found;
    await new Promise<void>((resolve) => {
      worker.addEventListener("statechange", () => {
        resolve();
      });
    });
  });
  expect(await cacheNames(page)).toEqual(before);

  hosting.stop();
  const { link } = await session.invites.create({ name: "Ben" });
  await page.goto(`${hosting.url}?j${new URL(link).hash}`);
  await expectProblem(page, /^We can’t reach/);
});

test("where nothing is to be kept any more, the worker and all that it kept goes", async ({
  newPage,
  hosting,
}) => {
  const page = await newPage(WITH_WORKER);
  await page.goto(hosting.url);
  await untilKept(page);
  const drop = await readFile(new URL("../dist/app/sw-drop.js", import.meta.url), "utf8");
  hosting.publish((pathname, content) => (pathname.endsWith("/sw.js") ? drop : content));
  await page.reload();
  await expect.poll(() => cacheNames(page)).toEqual([]);
  await page.reload();
  await expect(page.getByLabel("What is it about?")).toBeVisible();
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  expect(await cacheNames(page)).toEqual([]);
});

/** The build, as another one of which one file is missing. */
function changed(name: string, missing: RegExp): Version {
  return (pathname, content) => {
    if (missing.test(pathname)) {
      return null;
    }
    if (pathname.endsWith("/sw.js")) {
      return content
        .replace(/(version"?:["`])/, `$1${name}`)
        .replace(/\{"?path"?:["`]assets\/scanPage[^}]*\},?/, "");
    }
    return content.replace(/(name="description" content=)"[^"]*"/, `$1"${name}"`);
  };
}

/** Another build, which has no style sheet. */
function withoutStyle(pathname: string, content: string): string {
  return pathname.endsWith("/sw.js")
    ? content.replace(/\{"?path"?:["`]assets\/[^}]*\.css[^}]*\},?/g, "")
    : content.replace(/<link[^>]*rel="stylesheet"[^>]*>/, "");
}

async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** Whether another version is complete, and waits until no page of this one is open. */
async function isNextKept(): Promise<boolean> {
  const registration = await navigator.serviceWorker.ready;
  return registration.waiting !== null;
}

function cacheNames(page: Page): Promise<string[]> {
  return page.evaluate(() => caches.keys());
}

interface KeptFile {
  readonly cache: string;
  readonly address: string;
  readonly text: string;
}

function keptFiles(page: Page): Promise<readonly KeptFile[]> {
  return page.evaluate(async () => {
    const found: KeptFile[] = [];
    for (const cache of await caches.keys()) {
      const opened = await caches.open(cache);
      for (const request of await opened.keys()) {
        const answer = await opened.match(request);
        found.push({ cache, address: request.url, text: (await answer?.text()) ?? "" });
      }
    }
    return found;
  });
}
