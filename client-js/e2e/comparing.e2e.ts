import type { Locator, Page } from "@playwright/test";

import { expectBoard, inviteLink, join, personRow, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

test("two members see the same pictures, and what they say is there for all", async ({
  host,
  guest,
}) => {
  await startSession(host);
  await join(guest, await inviteLink(host));
  await host.getByRole("link", { name: "Open the session" }).click();
  await expectBoard(host);
  await personRow(guest, "Ana").getByRole("button", { name: "Compare with Ana" }).click();
  await expect(guest.getByRole("heading", { name: "Compare with Ana" })).toBeFocused();
  await expect(host.getByRole("group", { name: "Compare pictures" })).toContainText("Ben wants to");
  await host.getByRole("button", { name: "Compare now" }).click();
  const pictures = (page: Page): Locator =>
    page.getByRole("list", { name: "Pictures to compare" }).getByRole("listitem");
  await expect(pictures(host)).toHaveCount(7);
  await expect(pictures(guest)).toHaveText(await pictures(host).allTextContents());
  await guest.getByRole("button", { name: "They match" }).click();
  await expect(guest.getByRole("heading", { name: "You compared with Ana" })).toBeFocused();
  await host.getByRole("button", { name: "They don’t match" }).click();
  await expect(host.getByRole("heading", { name: "Stop using this session" })).toBeFocused();
  await guest.getByRole("button", { name: "Done" }).click();
  await expect(personRow(guest, "Ana")).toContainText("Compared by you");
  await expect(personRow(guest, "Ben")).toContainText("Pictures differed: Ana");
});
