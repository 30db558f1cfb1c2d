import { readFile } from "node:fs/promises";

import { addNote, draw, expectBoard, inviteLink, join, openText, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

test("the board is saved as a text with who wrote what, and with what is drawn", async ({
  guest,
  session,
}) => {
  const { link } = await session.invites.create({ name: "Ben" });
  await join(guest, link);
  await addNote(guest, "first\nand more");
  await draw(guest);
  await expect(guest.getByRole("img", { name: "One line drawn by Ben" })).toBeVisible();
  await (await openText(guest)).fill("Agenda");
  const saving = guest.waitForEvent("download");
  await guest.getByRole("button", { name: "Save a copy of the board" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("Roadmap.md");
  const saved = await readFile(await download.path(), "utf8");
  const [before, drawing, after] = saved.split(/\n(?=<svg xmlns)|(?<=<\/svg>\n)(?=\n)/);
  expect(before).toBe("# Roadmap\n\n- first\n  and more (Ben)\n");
  expect(drawing?.match(/<path d="M/g)).toHaveLength(1);
  expect(drawing).toContain(">first</text>");
  expect(after).toBe("\nAgenda\n");
});

test("only the last host is warned of leaving", async ({ host, guest }) => {
  const warning = "You are the only host.";
  await startSession(host);
  const link = await inviteLink(host, { role: "Host" });
  await host.getByRole("link", { name: "Open the session" }).click();
  await host.getByText("Leave this session").click();
  await expect(host.getByText(warning)).toBeVisible();
  await join(guest, link);
  await expect(host.getByText(warning)).toHaveCount(0);
  await guest.getByText("Leave this session").click();
  await expect(guest.getByText(warning)).toHaveCount(0);
  await guest.getByRole("button", { name: "Leave and delete from this device" }).click();
  await expect(guest.getByText("No sessions on this device yet.")).toBeVisible();
  await expectBoard(host);
});
