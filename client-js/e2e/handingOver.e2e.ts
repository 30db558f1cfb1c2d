import type { Locator, Page } from "@playwright/test";

import {
  addNote,
  expectBoard,
  expectProblem,
  inviteLink,
  join,
  linkField,
  notes,
  startSession,
} from "./acts.js";
import { expect, test } from "./fixtures.js";

// What the old device still asks for is refused, and so is a second one.
test.use({ tolerated: /status of 4\d\d/ });

/** Makes the link on one device and opens it on another, up to the pictures. */
async function showPictures(old: Page, phone: Page): Promise<void> {
  await old.getByRole("button", { name: "Continue on another device" }).click();
  const link = await linkField(old).inputValue();
  await phone.goto(link);
  expect(phone.url()).not.toContain("#");
  await expect(phone.getByRole("heading", { name: "Continue on this device?" })).toBeFocused();
  await phone.getByLabel("What your other device shows").fill("Ben’s phone");
  await phone.getByRole("button", { name: "Continue here" }).click();
  await expect(old.getByRole("heading", { name: "Move to Ben’s phone?" })).toBeFocused();
  await expect(phone.getByRole("heading", { name: "Confirm on your other device" })).toBeFocused();
  const pictures = (page: Page): Locator =>
    page.getByRole("list", { name: "Pictures to compare" }).getByRole("listitem");
  await expect(pictures(phone)).toHaveCount(7);
  await expect(pictures(old)).toHaveText(await pictures(phone).allTextContents());
}

test("a member continues on another device, and is out on the old one", async ({
  host,
  guest,
  newPage,
}) => {
  await startSession(host);
  await join(guest, await inviteLink(host));
  await addNote(guest, "from the laptop");
  const phone = await newPage();
  await showPictures(guest, phone);
  await guest.getByRole("button", { name: "They match: move" }).click();
  await expectProblem(guest, "You continued on another device");
  await expectBoard(phone);
  await expect(notes(phone)).toHaveText(["from the laptop"]);
  await addNote(phone, "from the phone");
  await expect(host.getByRole("list", { name: "People" }).getByRole("listitem")).toHaveCount(2);
});

test("pictures that differ move nothing", async ({ host, guest, newPage }) => {
  await startSession(host);
  await join(guest, await inviteLink(host));
  const phone = await newPage();
  await showPictures(guest, phone);
  await guest.getByRole("button", { name: "They differ: stop" }).click();
  await expectProblem(phone, "Your other device refused");
  await addNote(guest, "still here");
});
