import type { Page } from "@playwright/test";
import axe from "axe-core";

import {
  askToRemove,
  entries,
  expectBoard,
  expectProblem,
  invite,
  inviteLink,
  join,
  joinButton,
  linkField,
  openLedger,
  openText,
  personRow,
  startSession,
} from "./acts.js";
import { expect, test } from "./fixtures.js";

const LOOKS = [
  { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { colorScheme: "dark", viewport: { width: 320, height: 640 } },
] as const;
const FORCED = { ...LOOKS[1], forcedColors: "active" } as const;

// Who is out is refused.
test.use({ tolerated: /status of 40[14]/ });
test.slow();

for (const [name, look] of [
  ["light, 1280 px", LOOKS[0]],
  ["dark, 320 px", LOOKS[1]],
  ["colours forced, 320 px", FORCED],
] as const) {
  test(`axe finds nothing on any page, ${name}`, async ({ newPage }) => {
    const host = await newPage(look);
    await host.goto("/");
    await expectAccessible(host, "start");
    await startSession(host);
    await expectAccessible(host, "host");
    await host.getByRole("button", { name: "Invite", exact: true }).click();
    await expectAccessible(host, "invite form");
    await host.keyboard.press("Escape");
    const link = await invite(host, { note: "At noon?" });
    await host.getByRole("button", { name: "Show QR code" }).click();
    await expectAccessible(host, "invite ready");

    const guest = await newPage(look);
    await guest.goto("/scan");
    await expectAccessible(guest, "scan");
    await guest.goto(`${link}x`);
    await expectAccessible(guest, "join problem");
    await guest.goto("about:blank");
    await guest.goto(link);
    await expect(joinButton(guest)).toBeVisible();
    await expectAccessible(guest, "join ready");
    await joinButton(guest).click();
    await expectBoard(guest);
    await guest.getByLabel("New note").fill("A note");
    await guest.keyboard.press("Enter");
    await expect(guest.getByRole("button", { name: "Delete note: A note" })).toBeVisible();
    await expectAccessible(guest, "session");
    await guest.getByRole("button", { name: "Edit note: A note" }).click();
    await expectAccessible(guest, "session, editing a note");
    await openText(guest);
    await expectAccessible(guest, "session, text");
  });
}

for (const look of LOOKS) {
  const { colorScheme } = look;
  test(`axe finds nothing while a host removes somebody, ${colorScheme}`, async ({
    newPage,
    guest,
  }) => {
    const host = await newPage(look);
    await startSession(host);
    await join(guest, await inviteLink(host));
    await inviteLink(host, { name: "Claire" });
    const asking = await askToRemove(host, "Ben");
    await expectAccessible(host, "remove form");
    await asking.getByRole("button", { name: "Remove Ben" }).click();
    await expect(host.getByRole("heading", { name: "Ben is removed" })).toBeFocused();
    await expectAccessible(host, "removed");
    await expectProblem(guest, /removed you/);
    await expectAccessible(guest, "session closed");
  });

  test(`axe finds nothing while somebody asks to come in, ${colorScheme}`, async ({ newPage }) => {
    const host = await newPage(look);
    await startSession(host);
    const link = await inviteLink(host, { approval: true });
    const guest = await newPage(look);
    await guest.goto(link);
    await guest.getByRole("button", { name: "Ask to join" }).click();
    await expect(guest.getByRole("list", { name: "Pictures to compare" })).toBeVisible();
    await expectAccessible(guest, "waiting");
    await host.getByText("Compare pictures").click();
    await expectAccessible(host, "at the door");
    await host.getByRole("button", { name: "Recovery file…" }).click();
    await expectAccessible(host, "recovery file");
    await host.keyboard.press("Escape");
    await host.getByRole("button", { name: "Admit Ben" }).click();
    await expectBoard(guest);
    await guest.getByRole("button", { name: "Continue on another device" }).click();
    const moving = await linkField(guest).inputValue();
    await expectAccessible(guest, "hand-over");
    const phone = await newPage(look);
    await phone.goto(moving);
    await expect(phone.getByRole("button", { name: "Continue here" })).toBeVisible();
    await expectAccessible(phone, "receiving");
    await phone.getByRole("button", { name: "Continue here" }).click();
    await expect(guest.getByRole("button", { name: "They match: move" })).toBeVisible();
    await expectAccessible(guest, "moving");
    await expectAccessible(phone, "confirming");
  });

  test(`axe finds nothing in a ledger, ${colorScheme}`, async ({ newPage, guest }) => {
    const host = await newPage(look);
    await startSession(host);
    await join(guest, await inviteLink(host));
    await openLedger(host);
    await expect(host.getByRole("main").getByText(/^Verified up to #\d+$/)).toBeVisible();
    await expectAccessible(host, "ledger");
    await entries(host).last().getByText("Details").click();
    await host.getByLabel("Event").selectOption("Invites");
    await expectAccessible(host, "ledger, filtered");
    await host.getByLabel("Result").selectOption("Refused");
    await expect(host.getByRole("main").getByText("No entry is like that.")).toBeVisible();
    await expectAccessible(host, "ledger, nothing found");
  });

  test(`axe finds nothing while two compare, ${colorScheme}`, async ({ newPage }) => {
    const host = await newPage(look);
    await startSession(host);
    const guest = await newPage(look);
    await join(guest, await inviteLink(host));
    await personRow(guest, "Ana").getByRole("button", { name: "Compare with Ana" }).click();
    await host.getByRole("button", { name: "Compare now" }).click();
    await expect(guest.getByRole("button", { name: "They match" })).toBeVisible();
    await expectAccessible(guest, "comparing");
    await guest.getByRole("button", { name: "They don’t match" }).click();
    await expect(guest.getByRole("heading", { name: "Stop using this session" })).toBeFocused();
    await expectAccessible(guest, "pictures differ");
  });

  test(`axe finds nothing while a session is frozen and ends, ${colorScheme}`, async ({
    newPage,
  }) => {
    const host = await newPage(look);
    await startSession(host);
    const guest = await newPage(look);
    await join(guest, await inviteLink(host));
    await host.getByRole("switch", { name: "Freeze" }).check();
    await expect(guest.getByText("Frozen.", { exact: true })).toBeVisible();
    await expectAccessible(host, "frozen");
    await expectAccessible(guest, "frozen for a guest");
    await host.getByRole("button", { name: "End session…" }).click();
    await expectAccessible(host, "end form");
    await host.getByLabel("To confirm, type Roadmap").fill("Roadmap");
    await host.getByRole("button", { name: "End session", exact: true }).click();
    await expectProblem(host, "You ended the session");
    await expectAccessible(host, "ended");
  });
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
  await page.evaluate(axe.source);
  await page.evaluate(() => {
    // Chromium gives axe what text is filled with as it was before colours were forced.
    const styles = CSSStyleDeclaration.prototype;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what it is asked of
    const valueOf = styles.getPropertyValue;
    styles.getPropertyValue = function (name) {
      return valueOf.call(this, name === "-webkit-text-fill-color" ? "color" : name);
    };
  });
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join("\n"));
  });
  expect(found, where).toEqual([]);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
}
