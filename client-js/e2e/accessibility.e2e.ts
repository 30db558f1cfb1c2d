import type { Page } from "@playwright/test";
import axe from "axe-core";

import { expectBoard, invite, joinButton, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ newPage }) => {
    const host = await newPage({ colorScheme });
    await host.goto("/");
    await expectNoViolations(host, "start");
    await startSession(host);
    await expectNoViolations(host, "host");
    await host.getByRole("button", { name: "Invite", exact: true }).click();
    await expectNoViolations(host, "invite form");
    await host.keyboard.press("Escape");
    const link = await invite(host, { note: "At noon?" });
    await host.getByRole("button", { name: "Show QR code" }).click();
    await expectNoViolations(host, "invite ready");

    const guest = await newPage({ colorScheme });
    await guest.goto("/scan");
    await expectNoViolations(guest, "scan");
    await guest.goto(`${link}x`);
    await expectNoViolations(guest, "join problem");
    await guest.goto("about:blank");
    await guest.goto(link);
    await expect(joinButton(guest)).toBeVisible();
    await expectNoViolations(guest, "join ready");
    await joinButton(guest).click();
    await expectBoard(guest);
    await guest.getByLabel("New note").fill("A note");
    await guest.keyboard.press("Enter");
    await expect(guest.getByRole("button", { name: "Delete note: A note" })).toBeVisible();
    await expectNoViolations(guest, "session");
  });
}

async function expectNoViolations(page: Page, where: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join("\n"));
  });
  expect(found, where).toEqual([]);
}
