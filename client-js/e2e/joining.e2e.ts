import { addNote, expectBoard, inviteLink, join, joinButton, notes, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

test("a guest sees who invites whom to what and as what, joins, and both change the board", async ({
  host,
  guest,
}) => {
  await startSession(host, { name: "Ana", title: "Roadmap" });
  const link = await inviteLink(host, { name: "Ben", role: "Editor", note: "At noon?" });
  await guest.goto(link);
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Ana invites Ben to Roadmap");
  await expect(guest.getByText("Editor", { exact: true })).toBeVisible();
  await expect(guest.getByText("At noon?")).toBeVisible();
  await expect(guest.getByText("Nothing has been used")).toContainText("One use");
  await expect(guest.getByLabel("Your name")).toHaveValue("Ben");
  await joinButton(guest).click();
  await expectBoard(guest);

  await expect(host.getByRole("listitem").filter({ hasText: "Used" })).toContainText("Ben");
  await expect(host.getByRole("status")).toHaveText("Ben joined.");
  await host.getByRole("link", { name: "Open the session" }).click();
  await addNote(host, "from the host");
  await expect(notes(guest)).toHaveText(["from the host"]);
  await addNote(guest, "from the guest");
  await expect(notes(host)).toHaveText(["from the host", "from the guest"]);
});

test("a viewer sees changes live and has nothing to write with", async ({ host, guest }) => {
  await startSession(host);
  const link = await inviteLink(host, { role: "Viewer" });
  await join(guest, link);
  await expect(guest.getByText("View only.")).toBeVisible();
  await host.getByRole("link", { name: "Open the session" }).click();
  await addNote(host, "look");
  await expect(notes(guest)).toHaveText(["look"]);
  await expect(guest.getByLabel("New note")).toHaveCount(0);
  await expect(guest.getByRole("button", { name: /^(?:Add|Delete)/ })).toHaveCount(0);
});
