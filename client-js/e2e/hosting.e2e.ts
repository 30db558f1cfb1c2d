import { expectBoard, invite, inviteLink, join, joinButton, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

test("revoking asks first, by keyboard: no changes nothing, yes is said", async ({ host }) => {
  await startSession(host);
  await inviteLink(host);
  const row = host.getByRole("list", { name: "Invites" }).getByRole("listitem");
  const revoke = row.getByRole("button", { name: "Revoke the invite for Ben" });
  await revoke.press("Enter");
  const question = row.getByRole("group", { name: /^Revoke this invite\?/ });
  await expect(question.getByRole("button", { name: "Keep it" })).toBeFocused();
  await host.keyboard.press("Enter");
  await expect(revoke).toBeFocused();
  await host.keyboard.press("Enter");
  await host.keyboard.press("Escape");
  await expect(revoke).toBeFocused();
  await expect(row).toContainText("Waiting");
  await host.keyboard.press("Enter");
  await host.keyboard.press("Tab");
  await host.keyboard.press("Enter");
  await expect(row).toContainText("Revoked");
  await expect(host.getByRole("status")).toHaveText("Invite revoked.");
  await expect(host.getByRole("heading", { name: "Invites" })).toBeFocused();
});

test("an invite is good for one more day, with the link that it has", async ({ host, guest }) => {
  await startSession(host);
  const link = await inviteLink(host);
  const row = host.getByRole("list", { name: "Invites" }).getByRole("listitem");
  await expect(row).toContainText("in 24 hours");
  await row.getByRole("button", { name: "One more day for Ben" }).press("Enter");
  await expect(host.getByRole("status")).toHaveText("The invite is good for one more day.");
  await expect(row).toContainText("in 48 hours");
  await join(guest, link);
});

test("a second host tells the invites of the first apart", async ({ host, guest }) => {
  await startSession(host);
  const link = await inviteLink(host, { name: "Ben", role: "Host" });
  await join(guest, link);
  for (const name of ["Claire", "Dora"]) {
    await inviteLink(host, { name, role: "Viewer" });
  }
  await guest.getByRole("link", { name: "Invite people" }).click();
  const numbers = async (page: typeof host): Promise<readonly string[]> => {
    const waiting = page.getByRole("listitem").filter({ hasText: "Waiting" });
    await expect(waiting).toHaveCount(2);
    await expect(waiting.getByRole("code")).toHaveCount(2);
    return waiting.getByRole("code").allTextContents();
  };
  const shown = await numbers(guest);
  expect(new Set(shown).size).toBe(2);
  expect(await numbers(host)).toEqual(shown);
  const row = guest.getByRole("listitem").filter({ hasText: shown[1] ?? "" });
  await expect(row).toContainText("Invited by Ana");
  await row.getByRole("button", { name: "Revoke" }).click();
  await row.getByRole("button", { name: "Revoke it" }).click();
  await expect(row).toContainText("Revoked");
  await host.reload();
  await expect(host.getByRole("listitem").filter({ hasText: "Dora" })).toContainText("Revoked");
  await expect(host.getByRole("listitem").filter({ hasText: "Claire" })).toContainText("Waiting");
});

test("on a small screen the code is whole in sight, and Done too", async ({ newPage }) => {
  const host = await newPage({ viewport: { width: 320, height: 640 } });
  await startSession(host);
  await invite(host);
  await host.getByRole("button", { name: "Show QR code" }).click();
  await expect(host.getByRole("img", { name: "QR code" })).toBeInViewport({ ratio: 1 });
  const done = host.getByRole("button", { name: "Done" });
  await expect(done).toBeInViewport({ ratio: 1 });
  const code = await host.getByRole("img", { name: "QR code" }).boundingBox();
  const button = await done.boundingBox();
  expect((code?.y ?? 0) + (code?.height ?? 0)).toBeLessThanOrEqual(button?.y ?? 0);
});

test("an auditor is told what it can see, and called by its role", async ({
  guest,
  host,
  session,
}) => {
  const { link } = await session.invites.create({ name: "Kim", role: "auditor" });
  await guest.goto(link);
  await expect(joinButton(guest)).toBeVisible();
  await expect(guest.getByLabel("Your name")).toHaveCount(0);
  await joinButton(guest).click();
  await expectBoard(guest);
  await expect(guest.getByRole("note")).toContainText("You see who is in and in which role.");
  await expect(guest.getByText(/You see every change|Nothing on the board/)).toHaveCount(0);
  const people = guest.getByRole("list", { name: "People" }).getByRole("listitem");
  await expect(people).toContainText([/Name hidden from you\s+Host/, /Kim\s+\(you\)\s+Auditor/]);

  const { link: forViewer } = await session.invites.create({ name: "Vera", role: "viewer" });
  await join(host, forViewer);
  const seen = host.getByRole("list", { name: "People" }).getByRole("listitem");
  await expect(seen.filter({ hasText: "Auditor" })).toHaveText(/^\s*A\s+Auditor\s*$/);
  await expect(host.getByText("Somebody new")).toHaveCount(0);
});

test("what is known of the connection is told, and can be copied without a name", async ({
  host,
}) => {
  await startSession(host, { name: "Anastasia", title: "Roadmap" });
  await host.getByRole("button", { name: "Live" }).click();
  const dialog = host.getByRole("dialog", { name: "Connection" });
  await expect(dialog.getByText("Last in step")).toBeVisible();
  await expect(dialog.getByRole("definition").first()).toHaveText(new URL(host.url()).host);
  const copied = await host.evaluateHandle(() => {
    const texts: string[] = [];
    navigator.clipboard.writeText = (text) => {
      texts.push(text);
      return Promise.resolve();
    };
    return texts;
  });
  await dialog.getByRole("button", { name: "Copy for support" }).click();
  const [report = ""] = await copied.jsonValue();
  expect(report).toContain("State: Live");
  expect(report).toContain("Changes that wait: none");
  expect(report).not.toMatch(/Anastasia|Roadmap/);
  await host.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(host.getByRole("button", { name: "Live" })).toBeFocused();
});
