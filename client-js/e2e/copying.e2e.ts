import { expect } from "@playwright/test";

import { invite, startSession } from "./acts.js";
import { test } from "./fixtures.js";

test("Copied is said when the link is in the clipboard", async ({ host }) => {
  await startSession(host);
  const link = await invite(host);
  await host.getByRole("button", { name: "Copy link" }).click();
  await expect(host.getByRole("button", { name: "Copied" })).toBeVisible();
  await expect(host.getByRole("dialog").getByRole("status")).toHaveText("Copied.");
  await host.getByRole("button", { name: "Done" }).click();
  await host.goto("/");
  await host.getByLabel("Paste an invite link").press("Control+V");
  await expect(host.getByLabel("Paste an invite link")).toHaveValue(link);
});

test("a browser that forbids copying gets the link selected, and no Copied", async ({ host }) => {
  await startSession(host);
  const link = await invite(host);
  // Granting one permission denies all others.
  await host.context().grantPermissions(["geolocation"]);
  await host.getByRole("button", { name: "Copy link" }).click();
  const alert = host.getByRole("dialog").getByRole("alert");
  await expect(alert).toHaveText("The browser did not allow copying. The text is selected.");
  await expect(host.getByLabel("Press Ctrl or ⌘ and C")).toBeFocused();
  expect(await host.evaluate(() => getSelection()?.toString())).toBe(link);
  await expect(host.getByRole("button", { name: "Copied" })).toHaveCount(0);
});
