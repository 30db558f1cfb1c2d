import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import {
  addNote,
  askToRemove,
  expectBoard,
  expectProblem,
  inviteLink,
  join,
  notes,
  personRow,
  startSession,
} from "./acts.js";
import { expect, test } from "./fixtures.js";

// Who is out is refused.
test.use({ tolerated: /status of 40[14]/ });

/** Ana’s page with the board, and Ben’s and Claire’s, who are both editors. */
async function three(
  host: Page,
  guest: Page,
  newPage: () => Promise<Page>,
): Promise<{ readonly claire: Page }> {
  await startSession(host);
  const claire = await newPage();
  const link = await inviteLink(host, { name: "Ben" });
  await join(guest, link);
  await join(claire, await inviteLink(host, { name: "Claire" }));
  await host.getByRole("link", { name: "Open the session" }).click();
  await expectBoard(host);
  await expect(personRow(host, "Claire")).toBeVisible();
  return { claire };
}

test("who is removed is told by whom, keeps a copy if they want, and misses what comes next", async ({
  host,
  guest,
  newPage,
}) => {
  const { claire } = await three(host, guest, newPage);
  await addNote(guest, "from Ben");
  await expect(notes(host)).toHaveText(["from Ben"]);
  const dialog = await askToRemove(host, "Ben");
  await expect(dialog).toContainText("What Ben already saw or copied cannot be taken back.");
  await dialog.getByRole("button", { name: "Remove Ben" }).click();
  await expect(host.getByRole("heading", { name: "Ben is removed" })).toBeFocused();
  await expect(host.getByText("Everybody who is in has the new key.").first()).toBeVisible();
  await host.getByRole("button", { name: "Done" }).click();
  await expect(personRow(host, "Ben")).toHaveCount(0);

  await expectProblem(guest, "Ana removed you from this session");
  await addNote(host, "after Ben");
  await expect(notes(claire)).toHaveText(["from Ben", "after Ben"]);
  await addNote(claire, "still here");
  await expect(notes(host)).toHaveText(["from Ben", "after Ben", "still here"]);

  const saving = guest.waitForEvent("download");
  await guest.getByRole("button", { name: "Save a copy" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("Roadmap.md");
  expect(await readFile(await download.path(), "utf8")).toBe("# Roadmap\n\n- from Ben (Ben)\n");
  await guest.getByRole("button", { name: "Delete from this device" }).click();
  await expect(guest.getByText("No sessions on this device yet.")).toBeVisible();
});

test("a removed member stays out after a reload, and in a second tab", async ({
  host,
  guest,
  newPage,
}) => {
  await three(host, guest, newPage);
  const tab = await guest.context().newPage();
  await tab.goto(guest.url());
  await expectBoard(tab);
  const dialog = await askToRemove(host, "Ben");
  await dialog.getByRole("button", { name: "Remove Ben" }).click();
  for (const page of [guest, tab]) {
    await expectProblem(page, "Ana removed you from this session");
  }
  await guest.reload();
  await expectProblem(guest, /removed you|not in this session any more/);
});

test("a removal asks which open invites stay, and who else goes", async ({
  host,
  guest,
  newPage,
}) => {
  await startSession(host);
  await join(guest, await inviteLink(host, { name: "Ben", role: "Host" }));
  await guest.getByRole("link", { name: "Invite people" }).click();
  const dora = await newPage();
  await join(dora, await inviteLink(guest, { name: "Dora" }));
  await inviteLink(guest, { name: "Emil" });
  await inviteLink(host, { name: "Kept" });
  await inviteLink(host, { name: "Lost" });
  const dialog = await askToRemove(host, "Ben");
  const open = dialog.getByRole("group", { name: /^Open invites/ });
  await expect(open.getByRole("checkbox")).toHaveCount(2);
  await open.getByRole("checkbox", { name: "Kept" }).check();
  await dialog.getByRole("group", { name: "Ben invited these" }).getByLabel("Dora").check();
  await dialog.getByRole("button", { name: "Remove Ben" }).click();
  await expect(host.getByRole("heading", { name: "Ben is removed" })).toBeFocused();
  await host.getByRole("button", { name: "Done" }).click();
  const invites = host.getByRole("list", { name: "Invites" }).getByRole("listitem");
  await expect(invites.filter({ hasText: "Waiting" })).toHaveText([/Kept/]);
  await expectProblem(dora, "Ana removed you from this session");
});

test("a removal is asked and answered by keyboard, and Escape changes nothing", async ({
  host,
  guest,
}) => {
  await startSession(host);
  await join(guest, await inviteLink(host, { name: "Ben" }));
  await personRow(host, "Ben").getByText("Manage").focus();
  await host.keyboard.press("Enter");
  const remove = host.getByRole("button", { name: "Remove Ben" });
  await remove.press("Enter");
  await expect(host.getByRole("heading", { name: "Remove Ben?" })).toBeFocused();
  await host.keyboard.press("Escape");
  await expect(host.locator("lk-remove-dialog")).toHaveCount(0);
  await expect(remove).toBeFocused();
  await remove.press("Enter");
  await expect(host.getByRole("heading", { name: "Remove Ben?" })).toBeFocused();
  await host.keyboard.press("Tab");
  await expect(host.getByRole("button", { name: "Cancel" })).toBeFocused();
  await host.keyboard.press("Tab");
  await host.keyboard.press("Enter");
  await expect(host.getByRole("heading", { name: "Ben is removed" })).toBeFocused();
  await expectProblem(guest, "Ana removed you from this session");
});
