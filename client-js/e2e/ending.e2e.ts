import { addNote, entries, expectProblem, inviteLink, join, notes, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

test("while it is frozen only hosts write, and all are told", async ({ host, guest }) => {
  await startSession(host);
  await join(guest, await inviteLink(host, { name: "Ben" }));
  await addNote(guest, "before");
  const freeze = host.getByRole("switch", { name: "Freeze" });
  await freeze.press("Space");
  await expect(host.getByRole("status")).toHaveText("Frozen: only hosts can write.");
  await expect(freeze).toBeFocused();
  await expect(guest.getByRole("note")).toContainText("Frozen.");
  await expect(guest.getByLabel("New note")).toHaveCount(0);
  await host.getByRole("link", { name: "Open the session" }).click();
  await addNote(host, "from the host");
  await expect(notes(guest)).toHaveText(["before", "from the host"]);
  await host.goBack();
  await expect(freeze).toBeChecked();
  await freeze.uncheck();
  await addNote(guest, "after");
  await expect(guest.getByRole("note")).toHaveCount(0);
});

test("the end is typed, and is one for everybody", async ({ host, guest, newPage }) => {
  await startSession(host);
  await join(guest, await inviteLink(host, { name: "Ben" }));
  const open = await inviteLink(host, { name: "Claire" });
  await host.getByRole("button", { name: "End session…" }).click();
  const dialog = host.getByRole("dialog", { name: "End this session for everyone?" });
  const end = dialog.getByRole("button", { name: "End session" });
  await expect(end).toBeDisabled();
  await dialog.getByLabel("To confirm, type Roadmap").fill("roadmap");
  await expect(end).toBeDisabled();
  await dialog.getByLabel("To confirm, type Roadmap").fill("Roadmap");
  await end.click();
  await expectProblem(host, "You ended the session");
  await expectProblem(guest, "Ana ended the session");
  const claire = await newPage();
  await claire.goto(open);
  await expectProblem(claire, "This session has ended");
  await guest.reload();
  await expectProblem(guest, /ended the session/);
});

test("who accessed a session can be read and verified after its end", async ({ host, guest }) => {
  await startSession(host);
  await join(guest, await inviteLink(host, { name: "Ben" }));
  await host.getByRole("button", { name: "End session…" }).click();
  const dialog = host.getByRole("dialog", { name: "End this session for everyone?" });
  await dialog.getByLabel("To confirm, type Roadmap").fill("Roadmap");
  await dialog.getByRole("button", { name: "End session" }).click();
  await expectProblem(host, "You ended the session");
  await host.getByRole("button", { name: "Who accessed this session" }).click();
  await expect(entries(host).filter({ hasText: "You ended the session" })).toHaveCount(1);
  await expect(host.getByRole("main").getByText(/^Verified up to #\d+$/)).toBeVisible();
  await expect(entries(host).filter({ hasText: "Ben joined with" })).toHaveCount(1);
  await host.reload();
  await expect(entries(host).filter({ hasText: /Member [\w-]{6} joined with/ })).toHaveCount(1);
  await expectProblem(guest, "Ana ended the session");
  await guest.getByRole("button", { name: "Who accessed this session" }).click();
  await expect(entries(guest).filter({ hasText: "You joined with" })).toHaveCount(1);
});
