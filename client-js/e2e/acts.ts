import { type Locator, type Page, expect } from "@playwright/test";

// What people do on the pages, by the names that they read there.

export async function startSession(
  page: Page,
  { name = "Ana", title = "Roadmap", surface = "Whiteboard" } = {},
): Promise<void> {
  await page.goto("./");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("What is it about?").fill(title);
  await page.getByRole("radio", { name: surface }).check();
  await page.getByRole("button", { name: "Start session" }).click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

interface Terms {
  readonly name?: string;
  readonly role?: "Viewer" | "Editor" | "Host" | "Auditor";
  readonly uses?: number;
  readonly note?: string;
  /** Whether joiners must be let in. */
  readonly approval?: boolean;
}

/** Leaves the dialog with the link open. */
export async function invite(
  page: Page,
  { name = "Ben", role = "Editor", uses = 1, note = "", approval = false }: Terms = {},
): Promise<string> {
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Who is it for?").fill(name);
  await dialog.getByRole("radio", { name: role }).check();
  await dialog.getByLabel("How many uses?").fill(String(uses));
  await dialog.getByLabel("Personal note").fill(note);
  await dialog.getByRole("checkbox", { name: "Ask me before they enter" }).setChecked(approval);
  await dialog.getByRole("button", { name: "Create invite" }).click();
  return linkField(page).inputValue();
}

/** As {@link invite}, with the dialog closed again. */
export async function inviteLink(page: Page, terms: Terms = {}): Promise<string> {
  const link = await invite(page, terms);
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  return link;
}

export function linkField(page: Page): Locator {
  return page.getByRole("dialog").getByRole("textbox", { name: "Link", exact: true });
}

export async function join(page: Page, link: string, name?: string): Promise<void> {
  await page.goto(link);
  if (name !== undefined) {
    await page.getByLabel("Your name").fill(name);
  }
  await joinButton(page).click();
  await expectBoard(page);
}

export function joinButton(page: Page): Locator {
  return page.getByRole("button", { name: "Join session" });
}

/** The session's page, connected. */
export async function expectBoard(page: Page): Promise<void> {
  await expect(page).toHaveURL(/s\/[\w-]{27}$/);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
}

export async function addNote(page: Page, text: string): Promise<void> {
  await page.getByLabel("New note").fill(text);
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByLabel("New note")).toHaveValue("");
}

/** The texts on the board. */
export function notes(page: Page): Locator {
  return page.getByRole("list", { name: "Notes" }).getByRole("paragraph");
}

/** Draws a line on the board with the pen. */
export async function draw(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Pen" }).click();
  const box = await page.getByRole("region", { name: "Board of notes" }).boundingBox();
  if (box === null) {
    throw new Error("the board is not shown");
  }
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 90, { steps: 5 });
  await page.mouse.up();
}

/** Opens the board's other tab; resolves to its editor. */
export async function openText(page: Page): Promise<Locator> {
  await page.getByRole("tab", { name: "Text" }).click();
  const editor = sharedText(page);
  await expect(editor).toBeVisible();
  return editor;
}

export function sharedText(page: Page): Locator {
  return page.getByRole("textbox", { name: "Shared text" });
}

/** The heading of whatever is wrong. */
export async function expectProblem(page: Page, title: string | RegExp): Promise<void> {
  const heading = page.getByRole("heading", { name: title, level: 1 });
  await expect(heading).toBeVisible();
  await expect(heading).toBeFocused();
}

/** Has the page ask to join, and lets that reach the broker when `first` is done. */
export async function joinAfter(
  page: Page,
  link: string,
  first: () => Promise<void>,
): Promise<void> {
  await page.goto(link);
  const held = await hold(page, "**/v1/joins");
  await joinButton(page).click();
  await held.sent;
  await first();
  held.release();
}

/** From the host console, or an auditor’s page of the session. */
export async function openLedger(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Open the ledger" }).click();
  await expect(page.getByRole("heading", { name: "Who accessed this session" })).toBeFocused();
}

/** The sentences of the ledger’s page, the newest first. */
export function entries(page: Page): Locator {
  return page.getByRole("region", { name: "Entries" }).getByRole("listitem");
}

export interface HeldRequest {
  /** Resolves when the page has sent it. */
  readonly sent: Promise<unknown>;
  readonly release: () => void;
}

/** Keeps the page's requests to this address on their way until they are released. */
export async function hold(page: Page, url: string): Promise<HeldRequest> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const sent = page.waitForRequest(url);
  await page.route(url, async (route) => {
    await released;
    await route.continue();
  });
  return { sent, release };
}

/** The row of somebody in the list of those who are in. */
export function personRow(page: Page, name: string): Locator {
  return page
    .getByRole("list", { name: "People" })
    .getByRole("listitem")
    .filter({ has: page.getByText(name, { exact: true }) });
}

/** Opens what a host can do about somebody. */
export async function manage(page: Page, name: string): Promise<Locator> {
  const row = personRow(page, name);
  await row.getByText("Manage").click();
  return row;
}

/** Up to the question; resolves to its dialog. */
export async function askToRemove(page: Page, name: string): Promise<Locator> {
  const row = await manage(page, name);
  await row.getByRole("button", { name: `Remove ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Remove ${name}?` });
  await expect(dialog).toBeVisible();
  return dialog;
}

export async function setRole(page: Page, name: string, role: string): Promise<void> {
  const row = await manage(page, name);
  await row.getByLabel("Role").selectOption(role);
  await row.getByRole("button", { name: "Change role" }).click();
}

/** Listens from here on to what the page says politely; one may follow upon the other at once. */
export async function listen(page: Page): Promise<() => Promise<string>> {
  const said = await page.getByRole("status").evaluateHandle((region) => {
    const texts: string[] = [];
    const observer = new MutationObserver(() => texts.push(region.textContent));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    return texts;
  });
  return () => said.evaluate((texts) => texts.join("\n"));
}
