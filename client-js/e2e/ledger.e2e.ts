import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import {
  askToRemove,
  entries,
  expectBoard,
  expectProblem,
  inviteLink,
  join,
  joinAfter,
  joinButton,
  listen,
  openLedger,
  startSession,
} from "./acts.js";
import { expect, test } from "./fixtures.js";

// Who comes too late is refused; who is removed, too.
test.use({ tolerated: /status of 40[1349]/ });
test.slow();

/** A session with all of it: Ben came in, somebody came too late, Ben was removed. */
async function eventfulSession(host: Page, guest: Page, late: Page): Promise<void> {
  await startSession(host);
  const link = await inviteLink(host);
  await joinAfter(late, link, () => join(guest, link));
  await expectProblem(late, /already used/);
  const asking = await askToRemove(host, "Ben");
  await asking.getByRole("button", { name: "Remove Ben" }).click();
  await expect(host.getByRole("heading", { name: "Ben is removed" })).toBeFocused();
  await host.getByRole("button", { name: "Done" }).click();
}

test("a host reads who came, who came too late, and who was removed", async ({
  host,
  guest,
  newPage,
}) => {
  await eventfulSession(host, guest, await newPage());
  await openLedger(host);
  await expect(host.getByRole("main").getByText(/^Verified up to #\d+$/)).toBeVisible();
  const first = entries(host).last();
  await expect(first).toContainText("You started the session");
  await expect(entries(host).filter({ hasText: "made the invite for Ben, as editor" })).toHaveCount(
    1,
  );
  await expect(entries(host).filter({ hasText: "Ben joined with the invite for Ben" })).toHaveCount(
    1,
  );
  await expect(entries(host).filter({ hasText: "You removed Ben" })).toHaveCount(1);
});

test("a try that came too late is there with its reason, and found by its result", async ({
  host,
  guest,
  newPage,
}) => {
  await eventfulSession(host, guest, await newPage());
  await openLedger(host);
  const tooLate = "Somebody tried the invite for Ben after it was used up";
  await expect(entries(host).filter({ hasText: tooLate })).toHaveCount(1);
  await host.goto(`${host.url()}?result=refused`);
  await expect(entries(host)).toHaveCount(1);
  await expect(entries(host)).toContainText(tooLate);
});

test("what is shown is named by the page's address", async ({ host, guest, newPage }) => {
  await eventfulSession(host, guest, await newPage());
  await openLedger(host);
  const all = host.url();
  await host.getByLabel("Event").selectOption("Keys");
  await expect(host).toHaveURL(`${all}?event=keys`);
  await expect(entries(host).last()).toContainText("You changed the key");
  await host.reload();
  await expect(entries(host).last()).toContainText("You changed the key");
  await expect(host.getByLabel("Event")).toHaveValue("keys");
  await host.getByLabel("Result").selectOption("Refused");
  await expect(host.getByRole("main").getByText("No entry is like that.")).toBeVisible();
  await host.getByRole("button", { name: "Clear filters" }).click();
  await expect(host).toHaveURL(all);
  await expect(entries(host).last()).toContainText("You started the session");
  await host.goto(`${all}?event=session&from=2020-01-01`);
  await expect(entries(host)).toHaveText([/You started the session/]);
  await host.goto(`${all}?to=2020-01-01`);
  await expect(host.getByRole("main").getByText("No entry is like that.")).toBeVisible();
});

test("an exported file is whole without the server, and an altered one broken where it is", async ({
  host,
  guest,
  newPage,
}) => {
  await eventfulSession(host, guest, await newPage());
  await openLedger(host);
  const said = await listen(host);
  const saving = host.waitForEvent("download");
  await host.getByRole("button", { name: "Verifiable file", exact: true }).click();
  const saved = await saving;
  await expect.poll(said).toContain("Saved.");
  expect(saved.suggestedFilename()).toMatch(/^latchkey-ledger-[\w-]{6}\.jsonl$/);
  const text = await readFile(await saved.path(), "utf8");
  const lines = text.split("\n").filter((line) => line.startsWith('{"kind":"entry"'));
  expect(lines.length).toBeGreaterThan(4);

  await host.context().setOffline(true);
  const verify = async (content: string): Promise<void> => {
    const buffer = Buffer.from(content);
    await host
      .getByLabel("A verifiable file of a ledger")
      .setInputFiles({ name: "ledger.jsonl", mimeType: "application/jsonl", buffer });
  };
  const outcome = host.getByRole("region", { name: "Verify a file" });
  await verify(text);
  await expect(outcome).toContainText(`ledger.jsonl: Verified up to #${String(lines.length - 1)}`);
  const joined = lines.findIndex((line) => line.includes("member.joined"));
  const line = lines[joined] ?? "";
  await verify(text.replace(line, line.replace("editor", "viewer")));
  await expect(outcome).toContainText(`ledger.jsonl: Broken at #${String(joined)}`);
  await verify("not a ledger");
  await expect(outcome).toContainText("ledger.jsonl: Broken");
});

test("an auditor reads the ledger by numbers, and nothing of the content", async ({
  host,
  guest,
  newPage,
}) => {
  await startSession(host);
  const ben = await newPage();
  await join(ben, await inviteLink(host));
  const link = await inviteLink(host, { name: "Kim", role: "Auditor" });
  await guest.goto(link);
  await joinButton(guest).click();
  await expectBoard(guest);
  await openLedger(guest);
  await expect(guest.getByRole("main").getByText(/^Verified up to #\d+$/)).toBeVisible();
  await expect(entries(guest).last()).toHaveText(/Member [\w-]{6} started the session/);
  const joins = entries(guest).filter({ hasText: "joined with invite" });
  await expect(joins).toContainText([/You joined with/, /Member [\w-]{6} joined with/]);
  await expect(guest.getByRole("main")).not.toContainText(/Ana|Ben/);
  await expect(guest.getByRole("button", { name: "Verifiable file", exact: true })).toBeEnabled();
});

test("an editor reads what members signed, and what is about it", async ({ host, guest }) => {
  await startSession(host);
  await join(guest, await inviteLink(host));
  await guest.getByRole("link", { name: "Who accessed this session" }).click();
  await expect(entries(guest).filter({ hasText: "You joined with" })).toHaveCount(1);
  await expect(entries(guest).last()).toContainText("Ana started the session");
  await expect(entries(guest).filter({ hasText: "Somebody looked at" })).toHaveCount(0);
  await expect(guest.getByRole("note")).toContainText("Hosts and auditors see everything.");
  await expect(guest.getByRole("button", { name: "Verifiable file", exact: true })).toHaveCount(0);
});
