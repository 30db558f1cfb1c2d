import type { Page } from "@playwright/test";

import { expectProblem, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

// What goes wrong on the start page and in the host console, and how people go on from there.

const CREATION = "**/v1/sessions";

test.use({ tolerated: /^Failed to load resource/ });

async function fillStart(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Your name").fill("Ana");
  await page.getByLabel("What is it about?").fill("Roadmap");
  await page.getByRole("button", { name: "Start session" }).click();
}

async function expectStarted(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "Roadmap", level: 1 })).toBeVisible();
}

function problem(status: number, code: string, retryAfterMs?: number): object {
  return { status, contentType: "application/problem+json", json: { code, retryAfterMs } };
}

test("a start that was limited keeps what was typed, counts down, and goes on", async ({
  host,
}) => {
  await host.clock.install();
  await host.route(CREATION, (route) => route.fulfill(problem(429, "rate_limited", 42_000)));
  await fillStart(host);
  await expectProblem(host, "Too many tries");
  await expect(host.getByText("You can try again in 0:42.")).toBeVisible();
  await expect(host.getByRole("button", { name: "Try again" })).toBeDisabled();
  await expect(host.getByLabel("What is it about?")).toHaveValue("Roadmap");
  await host.unroute(CREATION);
  await host.clock.runFor(43_000);
  await host.getByRole("button", { name: "Try again" }).click();
  await expectStarted(host);
});

test("a start without the server is done by Try again when it is back", async ({ host }) => {
  await host.route(CREATION, (route) => route.abort());
  await fillStart(host);
  await expectProblem(host, /^We can’t reach/);
  await host.unroute(CREATION);
  await host.getByRole("button", { name: "Try again" }).click();
  await expectStarted(host);
});

test("a server that asks for a code gets it from a field", async ({ host }) => {
  await host.route(CREATION, async (route) => {
    const known = (await route.request().headerValue("Authorization")) === "Bearer sesame";
    await (known ? route.continue() : route.fulfill(problem(401, "creation_token_required")));
  });
  await fillStart(host);
  await expectProblem(host, "This server lets only some people start sessions");
  await host.getByLabel("Code for starting sessions").fill("sesame");
  await host.getByRole("button", { name: "Start session" }).click();
  await expectStarted(host);
});

for (const field of ["Your name", "What is it about?"]) {
  test(`${field} of spaces starts nothing, and says so`, async ({ host }) => {
    const sent: string[] = [];
    host.on("request", (request) => sent.push(request.method()));
    await host.goto("/");
    await host.getByLabel("Your name").fill("Ana");
    await host.getByLabel("What is it about?").fill("Roadmap");
    await host.getByLabel(field).fill("   ");
    await host.getByRole("button", { name: "Start session" }).click();
    await expect(host.getByLabel(field)).toBeFocused();
    expect(
      await host.getByLabel(field).evaluate((it) => (it as HTMLInputElement).validationMessage),
    ).toBe("Please write something, not only spaces.");
    expect(sent).not.toContain("POST");
  });
}

test("the sessions on this device are not called none when they cannot be read", async ({
  host,
}) => {
  await host.addInitScript(() => {
    const store = IDBObjectStore.prototype;
    const works = Object.getOwnPropertyDescriptor(store, "getAllKeys") ?? {};
    store.getAllKeys = () => {
      Object.defineProperty(store, "getAllKeys", works);
      throw new DOMException("disk", "UnknownError");
    };
  });
  await host.goto("/");
  await expect(host.getByText("The sessions on this device could not be loaded.")).toBeVisible();
  await expect(host.getByText("No sessions on this device yet.")).toHaveCount(0);
  await host.getByRole("button", { name: "Try again" }).click();
  await expect(host.getByText("No sessions on this device yet.")).toBeVisible();
});

test("invites are not called none when they cannot be had", async ({ host }) => {
  await host.route("**/v1/sessions/*/invites", (route) => route.abort());
  await startSession(host);
  await expect(host.getByText("The invites could not be loaded.")).toBeVisible();
  await expect(host.getByText("No invites yet.")).toHaveCount(0);
  await host.unroute("**/v1/sessions/*/invites");
  await host.getByRole("button", { name: "Try again" }).click();
  await expect(host.getByText("No invites yet.")).toBeVisible();
});

test("an address that nobody serves is 404, in words", async ({ host }) => {
  const response = await host.goto("/nope");
  expect(response?.status()).toBe(404);
  await expectProblem(host, "There is no such page");
  await host.getByRole("button", { name: "To the start page" }).click();
  await expect(host.getByLabel("What is it about?")).toBeVisible();
});

test("our own link without its secret is told from a foreign one", async ({ host, baseURL }) => {
  await host.goto("/");
  for (const [link, says] of [
    [`${String(baseURL)}/j`, /secret part of this link is missing/],
    ["https://other.example/j", /no Latchkey invite/],
  ] as const) {
    await host.getByLabel("Paste an invite link").fill(link);
    await host.getByRole("button", { name: "Open invite" }).click();
    await expect(host.getByRole("alert").filter({ hasText: says })).toBeVisible();
  }
});
