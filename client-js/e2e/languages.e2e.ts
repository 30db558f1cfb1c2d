import { type BrowserContextOptions, type Page, expect } from "@playwright/test";

import { type Surface, SURFACES } from "../app/surfaces/surface.js";
import { createClient } from "../src/index.js";
import { cutOff } from "./cutOff.js";
import { test } from "./fixtures.js";
import { uncatalogued } from "./uncatalogued.js";

// Names without Latin letters: every Latin letter that is shown is then a word of the page.
const HOST = "Ана";
const GUEST = "Бен";
const TITLE = "Дорога";

const NARROW = { width: 320, height: 640 };
const PSEUDO: BrowserContextOptions = { locale: "en-XA", viewport: NARROW };
const RIGHT_TO_LEFT: BrowserContextOptions = { locale: "ar-XB", viewport: NARROW };

// The scanner has no camera here, and who is out is refused.
test.use({ tolerated: /status of 4/ });

for (const [name, look] of [
  ["longer", PSEUDO],
  ["from right to left", RIGHT_TO_LEFT],
] as const) {
  test(`every word comes from the catalogue, and fits on a small screen, ${name}`, async ({
    newPage,
  }) => {
    test.slow();
    const host = await newPage(look);
    await host.goto("/");
    await expect(host.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAllCatalogued(host, "start");
    await host.locator("[name=displayName]").fill(HOST);
    await host.locator("[name=title]").fill(TITLE);
    await host.locator("#start button").click();
    await expect(host.getByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
    await expectAllCatalogued(host, "host");
    const link = await invite(host);
    await expectAllCatalogued(host, "invite ready");
    await host.keyboard.press("Escape");
    await expectAllCatalogued(host, "host with an invite");

    const guest = await newPage(look);
    await guest.goto("/scan");
    await expect(guest.locator("lk-scanner-view")).toBeVisible();
    await expectAllCatalogued(guest, "scan");
    await guest.goto(`${link}x`);
    await expect(guest.locator("lk-problem h1")).toBeFocused();
    await expectAllCatalogued(guest, "damaged link");
    await guest.goto("about:blank");
    await guest.goto(link);
    await expect(guest.locator("lk-join form")).toBeVisible();
    await expectAllCatalogued(guest, "join");
    await guest.locator("lk-join form .primary").click();
    await expect(guest.locator("lk-waiting-room .emoji")).toBeVisible();
    await expectAllCatalogued(guest, "waiting");
    await host.locator("lk-knocks summary").click();
    await expectAllCatalogued(host, "at the door");
    await host.locator("lk-knocks .primary").click();
    await expect(guest.locator("lk-status .live")).toBeVisible();
    await expectAllCatalogued(guest, "session");
    await expect(host.locator("lk-people li")).toHaveCount(2);
    await host.locator("lk-member-actions summary").click();
    await expectAllCatalogued(host, "managing somebody");
    await host.locator("lk-member-actions .danger").click();
    await expect(host.locator("lk-remove-dialog form")).toBeVisible();
    await expectAllCatalogued(host, "removing somebody");
    await host.keyboard.press("Escape");
    await host.goto(host.url().replace("/host", "/ledger"));
    await expect(host.locator("lk-ledger-check .whole")).toBeVisible();
    await expect(host.locator(".entry").first()).toBeVisible();
    await expectAllCatalogued(host, "ledger");
  });

  test(`what sessions are for is in the catalogue, too, and nothing of it is cut off, ${name}`, async ({
    newPage,
    places,
  }) => {
    test.slow();
    const client = createClient({ brokerUrl: places.broker.url, storage: "memory" });
    const page = await newPage(look);
    for (const surface of SURFACES) {
      const session = await client.createSession({
        displayName: HOST,
        title: TITLE,
        initialState: { surface },
      });
      await page.goto((await session.invites.create({ name: GUEST })).link);
      await page.locator("lk-join form .primary").click();
      await expect(page.locator("lk-status .live")).toBeVisible();
      await fill(page, surface);
      await expectAllCatalogued(page, surface);
      expect(await page.evaluate(cutOff), surface).toEqual([]);
      session.destroy();
    }
  });
}

/** So that everything is shown that a surface can show. */
async function fill(page: Page, surface: Surface): Promise<void> {
  const panel = page.locator(`lk-${surface}`);
  switch (surface) {
    case "board":
      await panel.locator("lk-note-board textarea").first().fill(GUEST);
      await panel.locator("form button").first().click();
      await expect(panel.locator(".note").first()).toBeVisible();
      return;
    case "document":
      await panel.locator(".cm-content").fill(GUEST);
      return;
    case "radar":
      await panel.locator("form input").fill(GUEST);
      await panel.locator("form button").click();
      await expect(panel.locator(".entries li").first()).toBeVisible();
      return;
    case "game":
      await panel.locator(".seats button").first().click();
      await expect(panel.locator(".actions button")).toBeVisible();
      return;
    case "slides":
      await panel.getByRole("tab").last().click();
      await panel.locator(".cm-content").fill(`# ${GUEST}`);
      await expectAllCatalogued(page, "writing slides");
      await panel.getByRole("tab").first().click();
      await panel.locator(".slide-bar button").nth(-2).click();
      await expect(panel.locator(".tag")).toBeVisible();
  }
}

test("the page speaks German where the browser asks for it, and says so", async ({ newPage }) => {
  const page = await newPage({ locale: "de-AT" });
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Sitzung beginnen" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByLabel("Einladungslink einfügen").fill("nonsense");
  await page.getByRole("button", { name: "Einladung öffnen" }).click();
  await expect(page.getByText("Das ist keine Latchkey-Einladung")).toBeVisible();
});

test("a failure is told in German, by its code, and not in the broker's words", async ({
  newPage,
}) => {
  const page = await newPage({ locale: "de" });
  await page.route("**/v1/sessions", (route) =>
    route.fulfill({
      status: 403,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "something_new", title: "Forbidden", detail: "You shall not." }),
    }),
  );
  await page.goto("/");
  await page.getByLabel("Dein Name").fill(HOST);
  await page.getByLabel("Worum geht es?").fill(TITLE);
  await page.getByRole("button", { name: "Sitzung beginnen" }).click();
  await expect(page.getByRole("heading", { name: "Das hat nicht geklappt" })).toBeFocused();
  await expect(page.getByText(/Forbidden|shall not/)).toHaveCount(0);
});

test("a language that is chosen is kept on the device, and the focus stays", async ({
  newPage,
}) => {
  const page = await newPage({ locale: "en-GB" });
  await page.goto("/");
  // Its heading takes the focus when the page has come.
  await expect(page.getByRole("heading", { name: "Share a session" })).toBeVisible();
  const choice = page.getByLabel("Language");
  await choice.focus();
  await choice.selectOption("de");
  await expect(page.getByRole("heading", { name: "Teile die Sitzung" })).toBeVisible();
  await expect(page.getByLabel("Sprache")).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Teile die Sitzung" })).toBeVisible();
  await page.getByLabel("Sprache").selectOption("en");
  await expect(page.getByRole("heading", { name: "Share a session" })).toBeVisible();
});

/** Makes an invite whose guest must be let in; leaves the dialog with the link open. */
async function invite(host: Page): Promise<string> {
  await host.locator("lk-share button").first().click();
  await host.locator("lk-invite-dialog [name=name]").fill(GUEST);
  await host.locator("lk-invite-dialog [name=approval]").check();
  await expectAllCatalogued(host, "invite form");
  await host.locator("lk-invite-dialog form .primary").click();
  return host.locator("lk-secret-link input").inputValue();
}

async function expectAllCatalogued(page: Page, where: string): Promise<void> {
  expect(await page.evaluate(uncatalogued), where).toEqual([]);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
}
