import type { Page } from "@playwright/test";

import { type HostSession } from "../src/index.js";
import {
  expectBoard,
  expectProblem,
  inviteLink,
  join,
  joinAfter,
  joinButton,
  startSession,
} from "./acts.js";
import { expect, test } from "./fixtures.js";

// Whoever only looks at an invite uses nothing up: chat programs, mail scanners, curious scripts.

const PREVIEWERS = [
  "WhatsApp/2.23.20.0",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (compatible; MSIE 7.0; ms-office; MSOffice 16) SkypeUriPreview Preview/0.5",
  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
  "",
];

test("GET and HEAD by those who show previews use nothing", async ({ request, guest, session }) => {
  const { link } = await session.invites.create({ name: "Ben" });
  for (const userAgent of PREVIEWERS) {
    for (const method of ["HEAD", "GET"]) {
      const response = await request.fetch(link, { method, headers: { "User-Agent": userAgent } });
      expect(response.status()).toBe(200);
    }
  }
  await expectUnused(session, guest, link);
});

test("a scanner that runs the page's scripts and waits uses nothing", async ({
  newPage,
  guest,
  session,
}) => {
  const { link } = await session.invites.create({ name: "Ben" });
  const scanner = await newPage();
  const sent: string[] = [];
  scanner.on("request", (request) => sent.push(request.method()));
  await scanner.goto(link, { waitUntil: "networkidle" });
  await expect(joinButton(scanner)).toBeVisible();
  expect(new Set(sent)).toEqual(new Set(["GET"]));
  await expectUnused(session, guest, link);
});

const presses: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    "clicks the button",
    (page) =>
      joinButton(page).evaluate((button) => {
        (button as HTMLButtonElement).click();
      }),
  ],
  ["sends the button a click", (page) => joinButton(page).dispatchEvent("click")],
  [
    "submits the form",
    (page) =>
      joinButton(page).evaluate((button) => {
        (button as HTMLButtonElement).form?.requestSubmit();
      }),
  ],
  [
    "sends Enter to the name field",
    (page) => page.getByLabel("Your name").dispatchEvent("keydown", { key: "Enter" }),
  ],
];

for (const [what, press] of presses) {
  test(`a script that ${what} uses nothing`, async ({ newPage, guest, session }) => {
    const { link } = await session.invites.create({ name: "Ben" });
    const scanner = await newPage();
    await scanner.goto(link);
    await expect(joinButton(scanner)).toBeVisible();
    await press(scanner);
    await scanner.waitForLoadState("networkidle");
    await expect(joinButton(scanner)).toBeEnabled();
    await expectUnused(session, guest, link);
  });
}

/** The broker counts no use, and the person whom the invite was for gets in. */
async function expectUnused(session: HostSession, guest: Page, link: string): Promise<void> {
  const [invite] = await session.invites.list();
  expect(invite).toMatchObject({ state: "ready", used: 0 });
  await guest.goto(link);
  await joinButton(guest).click();
  await expectBoard(guest);
}

test.describe("two guests with one link for one", () => {
  test.use({ tolerated: /status of 409/ });

  test("the second is told, and the host sees the refused try", async ({
    host,
    guest,
    newPage,
  }) => {
    await startSession(host);
    const link = await inviteLink(host);
    const second = await newPage();
    await joinAfter(second, link, () => join(guest, link));
    await expectProblem(second, "This invite was already used on another device");
    await host.reload();
    const notice = host.getByRole("region", { name: "Refused tries" });
    await expect(notice).toContainText("the invite for Ben after it was used");
    await expect(host.getByRole("status")).toContainText("the invite for Ben after it was used");
    await host.getByRole("link", { name: "Open the session" }).click();
    await expect(notice).toBeVisible();
    await notice.getByRole("button", { name: "Dismiss the notice about Ben" }).press("Enter");
    await expect(notice).toHaveCount(0);
    await host.goBack();
    await host.reload();
    const row = host.getByRole("list", { name: "Invites" }).getByRole("listitem");
    await expect(row).toContainText("Ben joined.");
    await expect(row).toContainText("1 refused try");
    await expect(notice).toHaveCount(0);
    await expect(host.getByRole("list", { name: "People" }).getByRole("listitem")).toHaveCount(2);
  });
});
