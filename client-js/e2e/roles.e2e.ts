import { addNote, expectBoard, inviteLink, join, notes, setRole, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

test("another role is told at once, and holds at once", async ({ host, guest }) => {
  await startSession(host);
  await join(guest, await inviteLink(host, { name: "Ben" }));
  await addNote(guest, "as editor");
  await setRole(host, "Ben", "Viewer");
  await expect(host.getByRole("status")).toHaveText("Ben is now viewer.");
  await expect(guest.getByRole("main").getByText("You are a viewer now")).toBeVisible();
  await expect(guest.getByRole("note")).toContainText("View only.");
  await expect(guest.getByLabel("New note")).toHaveCount(0);
  await setRole(host, "Ben", "Host");
  await expect(guest.getByRole("main").getByText("You are a host now")).toBeVisible();
  await addNote(guest, "as host");
  await expect(notes(guest)).toHaveText(["as editor", "as host"]);
  await guest.getByRole("link", { name: "Invite people" }).click();
  await expect(guest.getByRole("button", { name: "Invite", exact: true })).toBeVisible();
  await setRole(host, "Ben", "Editor");
  await expectBoard(guest);
  await expect(guest.getByRole("link", { name: "Invite people" })).toHaveCount(0);
  await addNote(guest, "as editor again");
});

test("nobody is offered to change themselves, or the host that the session is named by", async ({
  host,
  guest,
}) => {
  await startSession(host);
  await join(guest, await inviteLink(host, { name: "Ben", role: "Host" }));
  await expect(host.getByText("Manage")).toHaveCount(1);
  await expect(guest.getByRole("list", { name: "People" }).getByRole("listitem")).toHaveCount(2);
  await expect(guest.getByText("Manage")).toHaveCount(0);
});
