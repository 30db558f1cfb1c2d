import type { Locator, Page } from "@playwright/test";

import { expectBoard, expectProblem, invite, personRow, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

/** Asks to be let in by Ana, and waits. */
async function knock(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Ask to join" }).click();
  await expect(page.getByRole("heading", { name: "Asked Ana to let you in" })).toBeFocused();
}

/** Ana’s session and a link by which people must ask her. */
async function askingLink(host: Page, uses = 1): Promise<string> {
  await startSession(host);
  const link = await invite(host, { name: "Ben", uses, approval: true });
  await host.getByRole("button", { name: "Done" }).click();
  return link;
}

function door(host: Page): Locator {
  return host.getByRole("list", { name: "At the door" }).getByRole("listitem");
}

test("who knocks waits, both see the same pictures, and Admit lets them in", async ({
  host,
  guest,
}) => {
  const link = await askingLink(host);
  await knock(guest, link);
  await expect(host.getByRole("status")).toHaveText("Ben wants to come in.");
  await host.getByText("Compare pictures").click();
  const pictures = (page: Page): Locator =>
    page.getByRole("list", { name: "Pictures to compare" }).getByRole("listitem");
  await expect(pictures(guest)).toHaveCount(7);
  expect(await pictures(host).allTextContents()).toEqual(await pictures(guest).allTextContents());
  await door(host).getByRole("button", { name: "Admit Ben" }).click();
  await expectBoard(guest);
  await expect(door(host)).toHaveCount(0);
  await expect(personRow(host, "Ben")).toBeVisible();
});

test("a reload while waiting keeps the place", async ({ host, guest }) => {
  const link = await askingLink(host);
  await knock(guest, link);
  await expect(door(host)).toHaveCount(1);
  await guest.reload();
  await expect(guest.getByRole("heading", { name: "Asked Ana to let you in" })).toBeVisible();
  await expect(guest).toHaveTitle(/^⏳/);
  await expect(door(host)).toHaveCount(1);
  await door(host).getByRole("button", { name: "Admit Ben" }).click();
  await expectBoard(guest);
  await expect(guest).toHaveTitle("Session · Latchkey");
});

test.describe("declined", () => {
  test.use({ tolerated: /status of (?:404|409|410)/ });

  test("who is declined is told, and the invite is not used up", async ({
    host,
    guest,
    newPage,
  }) => {
    const link = await askingLink(host);
    await knock(guest, link);
    await door(host).getByRole("button", { name: "Decline Ben", exact: true }).click();
    await expectProblem(guest, "Ana did not let you in");
    const other = await newPage();
    await knock(other, link);
    await door(host).getByRole("button", { name: "Decline and block Ben" }).click();
    await expectProblem(other, "Ana did not let you in");
    await expect(host.getByRole("list", { name: "Invites" })).toContainText("Revoked");
  });
});

test.describe("declined for now", () => {
  test.use({ tolerated: /status of (?:404|409|410)/ });

  test("who is declined asks again, after half a minute", async ({ host, guest }) => {
    const link = await askingLink(host);
    await guest.clock.install();
    await knock(guest, link);
    await door(host).getByRole("button", { name: "Decline Ben", exact: true }).click();
    await expectProblem(guest, "Ana did not let you in");
    const again = guest.getByRole("button", { name: "Ask again" });
    await expect(again).toBeDisabled();
    await guest.clock.runFor(31_000);
    await again.click();
    await guest.getByRole("button", { name: "Ask to join" }).click();
    await expect(door(host)).toHaveCount(1);
  });
});

test("several who ask by one invite are pointed out", async ({ host, guest, newPage }) => {
  const link = await askingLink(host, 2);
  await knock(guest, link);
  await knock(await newPage(), link);
  await expect(door(host).first()).toContainText("2 ask by this invite.");
});

test("hosts and people by a link for several are asked for first, unless chosen otherwise", async ({
  host,
}) => {
  await startSession(host);
  await host.getByRole("button", { name: "Invite", exact: true }).click();
  const ask = host.getByRole("checkbox", { name: "Ask me before they enter" });
  await expect(ask).not.toBeChecked();
  await host.getByRole("radio", { name: "Host" }).check();
  await expect(ask).toBeChecked();
  await host.getByRole("radio", { name: "Editor" }).check();
  await expect(ask).not.toBeChecked();
  await host.getByLabel("How many uses?").fill("3");
  await expect(ask).toBeChecked();
  await ask.uncheck();
  await host.getByRole("radio", { name: "Host" }).check();
  await expect(ask).not.toBeChecked();
});
