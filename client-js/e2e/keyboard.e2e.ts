import { type Locator, type Page, expect } from "@playwright/test";

import {
  entries,
  expectBoard,
  inviteLink,
  join,
  joinButton,
  notes,
  openLedger,
  personRow,
  startSession,
} from "./acts.js";
import { test } from "./fixtures.js";

const MOST_TABS = 30;

// What the old device still asks for is refused, and so is who is removed.
test.use({ tolerated: /status of 4\d\d/ });
test.slow();

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

test("a host lets somebody in, compares, and removes them, by keyboard alone", async ({
  host,
  guest,
}) => {
  await startSession(host);
  const link = await inviteLink(host, { approval: true });
  await guest.goto(link);
  await tabTo(guest, guest.getByRole("button", { name: "Ask to join" }));
  await guest.keyboard.press("Enter");
  await expect(guest.getByRole("heading", { name: "Asked Ana to let you in" })).toBeFocused();

  const door = host.getByRole("list", { name: "At the door" });
  await tabTo(host, door.getByText("Compare pictures"));
  await host.keyboard.press("Enter");
  await expect(door.getByRole("list", { name: "Pictures to compare" })).toBeVisible();
  await tabTo(host, door.getByRole("button", { name: "Admit Ben" }));
  await host.keyboard.press("Enter");
  await expectBoard(guest);

  const compare = guest.getByRole("button", { name: "Compare with Ana" });
  await tabTo(guest, compare);
  await guest.keyboard.press("Enter");
  await expect(guest.getByRole("heading", { name: "Compare with Ana" })).toBeFocused();
  await tabTo(host, host.getByRole("button", { name: "Compare now" }));
  await host.keyboard.press("Enter");
  for (const [page, name] of [
    [guest, "Ana"],
    [host, "Ben"],
  ] as const) {
    await expect(page.getByRole("heading", { name: "Do you see the same?" })).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: "They match" }));
    await page.keyboard.press("Enter");
    const done = page.getByRole("heading", { name: `You compared with ${name}` });
    await expect(done).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(done).toHaveCount(0);
  }
  await expect(compare).toBeFocused();

  await tabTo(host, personRow(host, "Ben").getByText("Manage"));
  await host.keyboard.press("Enter");
  await tabTo(host, personRow(host, "Ben").getByRole("button", { name: "Remove Ben" }));
  await host.keyboard.press("Enter");
  await expect(host.getByRole("heading", { name: "Remove Ben?" })).toBeFocused();
  await tabTo(host, host.getByRole("dialog").getByRole("button", { name: "Remove Ben" }));
  await host.keyboard.press("Enter");
  await expect(host.getByRole("heading", { name: "Ben is removed" })).toBeFocused();
});

test("a member moves to another device by keyboard alone", async ({ host, guest, newPage }) => {
  await startSession(host);
  await join(guest, await inviteLink(host));
  await tabTo(guest, guest.getByRole("button", { name: "Continue on another device" }));
  await guest.keyboard.press("Enter");
  const field = guest.getByRole("dialog").getByRole("textbox", { name: "Link", exact: true });
  const link = await field.inputValue();
  const phone = await newPage();
  await phone.goto(link);
  await expect(phone.getByRole("heading", { name: "Continue on this device?" })).toBeFocused();
  await tabTo(phone, phone.getByRole("button", { name: "Continue here" }));
  await phone.keyboard.press("Enter");
  await expect(guest.getByRole("heading", { name: /^Move to/ })).toBeFocused();
  await tabTo(guest, guest.getByRole("button", { name: "They match: move" }));
  await guest.keyboard.press("Enter");
  await expectBoard(phone);
  await expect(
    guest.getByRole("heading", { name: "You continued on another device" }),
  ).toBeFocused();
});

test("a ledger is filtered and read by keyboard alone", async ({ host }) => {
  await startSession(host);
  await openLedger(host);
  await tabTo(host, host.getByLabel("Event"));
  await host.keyboard.press("ArrowDown");
  await expect(host.getByLabel("Event")).not.toHaveValue("");
  await tabTo(host, host.getByRole("search").getByRole("button", { name: "Clear filters" }));
  await host.keyboard.press("Enter");
  await expect(host.getByRole("heading", { name: "Entries" })).toBeFocused();
  await tabTo(host, entries(host).first().getByText("Details"));
  await host.keyboard.press("Enter");
  await expect(
    entries(host)
      .first()
      .getByText(/^[a-z]+\.[a-z_]+$/),
  ).toBeVisible();
});

/**
 * Presses Tab until the control has the focus, which must be visible all the way, and nothing may
 * cover what has it.
 */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < MOST_TABS; presses++) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(focusMark)).not.toBe("none");
    if (await control.evaluate(hasFocus)) {
      expect(await control.evaluate(isCovered)).toBe(false);
      return;
    }
  }
  throw new Error(`not reached in ${String(MOST_TABS)} presses of Tab`);
}

/** Also for the text of a control. */
function hasFocus(element: Element): boolean {
  const control = element.closest("a, button, summary") ?? element;
  return control.matches(":focus");
}

/** Whether something else lies over the middle of an element. */
function isCovered(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const root = element.getRootNode() as Document | ShadowRoot;
  const above = root.elementFromPoint(left + width / 2, top + height / 2);
  return above === null || !(element.contains(above) || above.contains(element));
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
