import type { Locator, Page } from "@playwright/test";
import * as Y from "yjs";

import { SessionProvider } from "../src/yjs.js";
import { addNote, expectBoard, join, notes, openText, sharedText } from "./acts.js";
import { expect, test as base } from "./fixtures.js";

interface People {
  /** Two editors, Ben and Claire, on the board. */
  readonly ben: Page;
  readonly claire: Page;
}

const test = base.extend<People>({
  ben: async ({ guest, session }, use) => {
    await join(guest, (await session.invites.create({ name: "Ben" })).link);
    await use(guest);
  },
  claire: async ({ newPage, session }, use) => {
    const page = await newPage();
    await join(page, (await session.invites.create({ name: "Claire" })).link);
    await use(page);
  },
});

function note(page: Page, text: string): Locator {
  return page.getByRole("listitem").filter({ hasText: text });
}

async function placeOf(shown: Locator): Promise<string> {
  return shown.evaluate((element: HTMLElement) => `${element.style.left} ${element.style.top}`);
}

test("notes are moved by keyboard and by pointer, and everybody sees where", async ({
  ben,
  claire,
}) => {
  await addNote(ben, "a note");
  const [his, hers] = [note(ben, "a note"), note(claire, "a note")];
  await expect(hers).toContainText("Ben");
  const before = await placeOf(his);
  await his.getByRole("button", { name: "Move note: a note" }).focus();
  await ben.keyboard.press("ArrowRight");
  await ben.keyboard.press("Shift+ArrowDown");
  await expect.poll(() => placeOf(his)).toBe("30px 142px");
  expect(before).toBe("14px 14px");
  await expect.poll(() => placeOf(hers)).toBe("30px 142px");

  const handle = await hers.getByRole("button", { name: "Move note: a note" }).boundingBox();
  if (handle === null) {
    throw new Error("the note is not shown");
  }
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  await claire.mouse.move(x, y);
  await claire.mouse.down();
  await claire.mouse.move(x + 40, y + 20, { steps: 4 });
  await expect.poll(() => placeOf(his)).toBe("70px 162px");
  await claire.mouse.up();
  await expect.poll(() => placeOf(his)).toBe("70px 162px");
});

test("a note is written anew, painted and deleted by whoever may write", async ({
  ben,
  claire,
}) => {
  await addNote(ben, "first words");
  await note(claire, "first words").getByRole("button", { name: "Edit note" }).click();
  await claire.getByLabel("Text of the note").fill("better words");
  await claire.keyboard.press("Enter");
  await expect(notes(ben)).toHaveText(["better words"]);
  await note(ben, "better")
    .getByRole("button", { name: /^Yellow note, change the colour/ })
    .click();
  await expect(note(claire, "better").getByRole("button", { name: /^Green note/ })).toBeVisible();
  await note(claire, "better").getByRole("button", { name: "Delete note" }).click();
  await expect(notes(ben)).toHaveCount(0);
});

test("undo takes back one's own changes and nobody else's", async ({ ben, claire }) => {
  await addNote(ben, "by Ben");
  await expect(notes(claire)).toHaveText(["by Ben"]);
  await addNote(claire, "by Claire");
  await expect(notes(ben)).toHaveText(["by Ben", "by Claire"]);
  await ben.getByRole("button", { name: "Undo" }).click();
  await expect(notes(claire)).toHaveText(["by Claire"]);
  await expect(ben.getByRole("button", { name: "Undo" })).toBeDisabled();
  await ben.getByRole("region", { name: "Board of notes" }).press("Control+Y");
  await expect(notes(claire)).toHaveText(["by Ben", "by Claire"]);

  const [his, hers] = [await openText(ben), await openText(claire)];
  await his.pressSequentially("Ben wrote this. ");
  await expect(hers).toContainText("Ben wrote this.");
  await hers.press("Control+End");
  await hers.pressSequentially("Claire wrote that.");
  await expect(his).toContainText("Claire wrote that.");
  await his.press("Control+Z");
  await expect(hers).not.toContainText("Ben wrote this.");
  await expect(hers).toContainText("Claire wrote that.");
});

test("everybody sees the others' cursors with their names", async ({ ben, claire }) => {
  const field = ben.getByRole("region", { name: "Board of notes" });
  await field.hover({ position: { x: 200, y: 150 } });
  const pointer = claire.locator(".pointer").filter({ hasText: "Ben" });
  await expect(pointer).toBeVisible();
  await expect.poll(() => placeOf(pointer)).toMatch(/^(?:199|200)px (?:149|150)px$/);
  await ben.getByRole("heading", { level: 1 }).hover();
  await expect(pointer).toHaveCount(0);

  const [his, hers] = [await openText(ben), await openText(claire)];
  await his.pressSequentially("Somewhere");
  await expect(hers.locator(".remote-caret")).toContainText("Ben");
  await his.press("Control+A");
  await expect(hers.locator(".remote-selection")).toHaveText("Somewhere");
  await ben.getByRole("tab", { name: "Notes" }).click();
  await expect(hers.locator(".remote-caret")).toHaveCount(0);
});

test("a viewer sees notes, text and cursors, and has nothing to change them with", async ({
  ben,
  newPage,
  session,
}) => {
  await addNote(ben, "look");
  await (await openText(ben)).pressSequentially("and read");
  const viewer = await newPage();
  const { link } = await session.invites.create({ name: "Dora", role: "viewer" });
  await join(viewer, link);
  await expect(notes(viewer)).toHaveText(["look"]);
  await expect(note(viewer, "look").getByRole("button")).toHaveCount(0);
  await expect(viewer.getByRole("button", { name: "Undo" })).toHaveCount(0);
  const text = await openText(viewer);
  await expect(text).toContainText("and read");
  await expect(text).toHaveAttribute("aria-readonly", "true");
  await text.focus();
  await viewer.keyboard.type("not mine");
  await expect(text).not.toContainText("not mine");
});

test("the board is still there when its page is left and opened again", async ({
  ben,
  session,
}) => {
  const doc = new Y.Doc();
  const provider = new SessionProvider(session, doc);
  await addNote(ben, "kept");
  await (await openText(ben)).pressSequentially("text");
  await expect.poll(() => doc.getText("text").toJSON()).toBe("text");
  provider.destroy();
  provider.awareness.destroy();
  await ben.getByRole("link", { name: "Latchkey" }).click();
  await ben.getByRole("list", { name: "Sessions" }).getByRole("link").click();
  await expectBoard(ben);
  await expect(notes(ben)).toHaveText(["kept"]);
  await ben.reload();
  await expect(notes(ben)).toHaveText(["kept"]);
  await openText(ben);
  await expect(sharedText(ben)).toContainText("text");
});
