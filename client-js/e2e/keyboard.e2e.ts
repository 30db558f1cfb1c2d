import { type Locator, type Page, expect } from "@playwright/test";

import { expectBoard, joinButton, notes } from "./acts.js";
import { test } from "./fixtures.js";

const MOST_TABS = 30;

test("a host invites and a guest joins by keyboard alone", async ({ host, guest }) => {
  await host.goto("/");
  await tabTo(host, host.getByLabel("Your name"));
  await host.keyboard.type("Ana");
  await tabTo(host, host.getByLabel("What is it about?"));
  await host.keyboard.type("Roadmap");
  await host.keyboard.press("Enter");

  const heading = host.getByRole("heading", { name: "Roadmap", level: 1 });
  await expect(heading).toBeFocused();
  const opener = host.getByRole("button", { name: "Invite", exact: true });
  await tabTo(host, opener);
  await host.keyboard.press("Enter");
  await expect(host.getByLabel("Who is it for?")).toBeFocused();
  await host.keyboard.press("Escape");
  await expect(host.locator("lk-invite-dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
  await host.keyboard.press("Enter");
  await host.keyboard.type("Ben");
  await tabTo(host, host.getByRole("radio", { name: "Editor" }));
  await tabTo(host, host.getByRole("button", { name: "Create invite" }));
  await host.keyboard.press("Enter");
  await expect(host.getByRole("heading", { name: "Invite ready" })).toBeFocused();
  await tabTo(host, host.getByRole("button", { name: "Copy link" }));
  await host.keyboard.press("Enter");
  await expect(host.getByRole("button", { name: "Copied" })).toBeFocused();
  await expect(host.getByRole("dialog").getByRole("status")).toHaveText("Copied.");
  await tabTo(host, host.getByRole("button", { name: "Done" }));
  await host.keyboard.press("Enter");
  await expect(opener).toBeFocused();

  await guest.goto("/");
  await tabTo(guest, guest.getByLabel("Paste an invite link"));
  await guest.keyboard.press("Control+V");
  await guest.keyboard.press("Enter");
  await expect(guest.getByRole("heading", { name: "Ana invites Ben to Roadmap" })).toBeFocused();
  await tabTo(guest, joinButton(guest));
  await guest.keyboard.press("Enter");
  await expectBoard(guest);
  await tabTo(guest, guest.getByLabel("New note"));
  await guest.keyboard.type("by keyboard");
  await guest.keyboard.press("Enter");
  await expect(notes(guest)).toHaveText(["by keyboard"]);
  await tabTo(guest, guest.getByRole("button", { name: "Delete note: by keyboard" }));
  await guest.keyboard.press("Enter");
  await expect(notes(guest)).toHaveCount(0);
});

/** Presses Tab until the control has the focus, which must be visible all the way. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < MOST_TABS; presses++) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(focusMark)).not.toBe("none");
    if (await control.evaluate((element) => element.matches(":focus"))) {
      return;
    }
  }
  throw new Error(`not reached in ${String(MOST_TABS)} presses of Tab`);
}

/** How the browser marks what has the focus; "page" when it is nothing of the page. */
function focusMark(): string {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) {
    focused = focused.shadowRoot.activeElement;
  }
  if (focused === null || focused === document.body) {
    return "page";
  }
  const marked = focused.closest(".file") ?? focused;
  return getComputedStyle(marked).outlineStyle;
}
