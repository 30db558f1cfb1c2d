import { randomBytes } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join as joinPath } from "node:path";

import type { Page } from "@playwright/test";

import {
  addNote,
  expectProblem,
  inviteLink,
  join,
  joinButton,
  notes,
  startSession,
} from "./acts.js";
import { LOG_FILE } from "./broker.js";
import { formsOf } from "./canary.js";
import { expect, test } from "./fixtures.js";
import { Traffic } from "./traffic.js";

test("the secret leaves the address bar and the history as the page loads", async ({
  guest,
  session,
}) => {
  const { link } = await session.invites.create({ name: "Ben" });
  const early: string[] = [];
  await guest.exposeFunction("sawAddress", (address: string) => early.push(address));
  await guest.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => {
      (globalThis as unknown as { sawAddress(address: string): void }).sawAddress(location.href);
    });
  });
  await guest.goto("/");
  await guest.goto(link);
  await expect(joinButton(guest)).toBeVisible();
  expect(early.map((address) => new URL(address).hash)).toEqual(["", ""]);
  expect(guest.url()).not.toContain("#");
  expect(await historyOf(guest)).toEqual([
    "about:blank",
    new URL("/", link).href,
    new URL("/j", link).href,
  ]);
});

test("a rewritten link leaves the address bar and the history, too", async ({ guest, session }) => {
  const { link } = await session.invites.create({ name: "Ben" });
  await guest.goto(link.replace("#", "%23"));
  await expectProblem(guest, /showed its secret/);
  expect(await historyOf(guest)).toEqual(["about:blank", new URL("/j", link).href]);
});

test("after joining, the secret is nowhere in the page's reach", async ({ guest, session }) => {
  const { link } = await session.invites.create({ name: "Ben" });
  const { secret } = partsOf(link);
  await guest.goto(link);
  expect(await storageOf(guest)).toContain(secret);
  await joinButton(guest).click();
  await expect(notes(guest)).toHaveCount(0);
  await expect(guest.getByText("Live", { exact: true })).toBeVisible();
  expect(await storageOf(guest)).not.toContain(secret);
  expect((await historyOf(guest)).join()).not.toContain(secret);
  expect(await guest.content()).not.toContain(secret);
});

test("what people write is nowhere but on their devices", async ({ host, guest, places }) => {
  const mark = randomBytes(6).toString("hex");
  const texts = {
    title: `Title-${mark} Übersicht`,
    host: `Host-${mark}`,
    invitee: `Invitee-${mark}`,
    guest: `Guest-${mark}`,
    note: `Note to the invitee ${mark} ✓`,
    board: `Written on the board ${mark} — “quoted”`,
    passphrase: `correct horse battery staple ${mark}`,
  };
  const traffic = new Traffic();
  const written: string[] = [];
  for (const context of [host.context(), guest.context()]) {
    traffic.over(context);
    context.on("console", (message) => written.push(message.text()));
  }
  await startSession(host, { name: texts.host, title: texts.title });
  const link = await inviteLink(host, { name: texts.invitee, note: texts.note });
  await join(guest, link, texts.guest);
  await addNote(guest, texts.board);
  await addNote(guest, texts.passphrase);
  await host.getByRole("link", { name: "Open the session" }).click();
  await expect(notes(host)).toHaveText([texts.board, texts.passphrase]);
  await expect(host.getByRole("list", { name: "People" })).toContainText(texts.guest);

  const { sid, secret } = partsOf(link);
  const haystacks = {
    traffic: await traffic.text(),
    store: await filesIn(places.broker.folder, (name) => name !== LOG_FILE),
    log: await filesIn(places.broker.folder, (name) => name === LOG_FILE),
    console: written.join("\n"),
    "host's page": await aroundPage(host),
    "guest's page": await aroundPage(guest),
  };
  // The search works: it finds what is there.
  expect(haystacks.traffic).toContain(`/v1/sessions/${sid}/members`);
  expect(haystacks.traffic).toMatch(new RegExp(`sent ws://[^/]+/v1/sessions/${sid}/live`));
  expect(haystacks.traffic).toMatch(new RegExp(`received ws://[^/]+/v1/sessions/${sid}/live`));
  expect(haystacks.traffic).toContain('"namesVersion":');
  expect(found(haystacks.store, sid)).toBe(true);
  expect(haystacks.log).toContain("Latchkey is ready");
  expect(haystacks["host's page"]).toContain(`/s/${sid}`);
  expect(haystacks["guest's page"]).toContain("/j");

  const secretBytes = Buffer.from(secret, "base64url").toString("latin1");
  for (const [place, haystack] of Object.entries(haystacks)) {
    for (const [what, text] of Object.entries({ ...texts, secret })) {
      expect(found(haystack, text), `${what} in ${place}`).toBe(false);
    }
    expect(haystack.includes(secretBytes), `secret in ${place}`).toBe(false);
  }
});

function partsOf(link: string): { readonly sid: string; readonly secret: string } {
  const [, sid, secret] = new URL(link).hash.split(".");
  if (sid?.length !== 27 || secret?.length !== 22) {
    throw new Error(`no invite link: ${link}`);
  }
  return { sid, secret };
}

function found(haystack: string, text: string): boolean {
  return formsOf(text).some((form) => haystack.includes(form));
}

async function filesIn(folder: string, wanted: (name: string) => boolean): Promise<string> {
  const names = (await readdir(folder)).filter(wanted);
  expect(names).not.toEqual([]);
  const contents = await Promise.all(names.map((name) => readFile(joinPath(folder, name))));
  return contents.map((content) => content.toString("latin1")).join("\n");
}

/** The addresses that the back and forward buttons know. */
async function historyOf(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { entries } = await devtools.send("Page.getNavigationHistory");
  return entries.map(({ url }) => url);
}

/** What a page leaves where other pages, the browser's history or a server could meet it. */
async function aroundPage(page: Page): Promise<string> {
  const named = await page.evaluate(() => [
    document.title,
    document.referrer,
    window.name,
    ...performance.getEntriesByType("resource").map(({ name }) => name),
  ]);
  return [page.url(), ...named, ...(await historyOf(page)), await storageOf(page)].join("\n");
}

async function storageOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      Object.entries(sessionStorage),
      Object.entries(localStorage),
      history.state,
      document.cookie,
    ]),
  );
}
