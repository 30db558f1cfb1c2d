import { expectProblem, startSession } from "./acts.js";
import { expect, test } from "./fixtures.js";

const PASSPHRASE = "correct horse battery staple";

test("a host comes back on another device by the file and its passphrase", async ({
  host,
  guest,
}) => {
  await startSession(host);
  await host.getByRole("button", { name: "Recovery file…" }).click();
  await host.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await host.getByLabel("Passphrase again").fill(`${PASSPHRASE}s`);
  await host.getByRole("button", { name: "Save file" }).click();
  await expect(host.getByLabel("Passphrase again")).toBeFocused();
  await host.getByLabel("Passphrase again").fill(PASSPHRASE);
  const saving = host.waitForEvent("download");
  await host.getByRole("button", { name: "Save file" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("Roadmap.latchkey");
  await expect(host.getByRole("heading", { name: "The recovery file is saved" })).toBeFocused();

  await guest.goto("/");
  await guest.getByText("Recover a session").click();
  await guest.getByLabel("Recovery file").setInputFiles(await download.path());
  await guest.getByLabel("Its passphrase").fill("another passphrase");
  await guest.getByRole("button", { name: "Recover", exact: true }).click();
  await expect(guest.getByText("That is not the passphrase of this file")).toBeVisible();
  await guest.getByLabel("Its passphrase").fill(PASSPHRASE);
  await guest.getByRole("button", { name: "Recover", exact: true }).click();
  await expect(guest.getByRole("heading", { name: "Roadmap", level: 1 })).toBeVisible();

  await guest.getByRole("button", { name: "End session…" }).click();
  await guest.getByLabel("To confirm, type Roadmap").fill("Roadmap");
  await guest.getByRole("button", { name: "End session", exact: true }).click();
  await expectProblem(host, /ended the session/);
});
