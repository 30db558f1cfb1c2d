import type { Page } from "@playwright/test";
import * as Y from "yjs";

import { NoteBook } from "../app/surfaces/board/noteBook.js";
import { encodeBase64Url } from "../src/base64Url.js";
import { type FrameHeader, parseFrame } from "../src/frame.js";
import { type HostSession, type Invite } from "../src/index.js";
import { SessionProvider } from "../src/yjs.js";
import { addNote, expectBoard, hold, join, joinButton, notes } from "./acts.js";
import { expect, test as base } from "./fixtures.js";

const JOINS = "/v1/joins";
const APPEND = 0x10;
const APPEND_CONDITION = 5; // after type and ref
const AT_HEAD = 1;

const test = base.extend<{ invite: Invite }>({
  invite: async ({ session }, use) => {
    await use(await session.invites.create({ name: "Ben" }));
    await expectOneGuest(session);
  },
});

/** However often the guest came, it is one member who used the invite once. */
async function expectOneGuest(session: HostSession): Promise<void> {
  const [invite] = await session.invites.list();
  expect(invite).toMatchObject({ state: "used", used: 1, failed: 0 });
  await expect.poll(() => session.members.list().map(({ name }) => name)).toEqual(["Ana", "Ben"]);
}

test("a reload of the session keeps the guest in", async ({ guest, invite }) => {
  await join(guest, invite.link);
  await addNote(guest, "still here");
  await guest.reload();
  await expectBoard(guest);
  await expect(notes(guest)).toHaveText(["still here"]);
  await addNote(guest, "and writing");
});

test("the link opened again leads straight in", async ({ guest, invite }) => {
  await join(guest, invite.link);
  await guest.goto("about:blank");
  await guest.goto(invite.link);
  await expectBoard(guest);
});

test("a double click on Join joins once", async ({ guest, invite }) => {
  const joins: string[] = [];
  guest.on("request", (request) => {
    if (request.url().endsWith(JOINS)) {
      joins.push(request.method());
    }
  });
  await guest.goto(invite.link);
  await joinButton(guest).dblclick();
  await expectBoard(guest);
  expect(joins).toEqual(["POST"]);
});

test("a reload after the answer to the join got lost keeps the guest in", async ({
  guest,
  invite,
}) => {
  await guest.goto(invite.link);
  const lost = guest.waitForEvent("requestfailed", (request) => request.url().endsWith(JOINS));
  const loseOnce = { times: 1 };
  await guest.route(
    `**${JOINS}`,
    async (route) => {
      await route.fetch();
      await guest.reload();
    },
    loseOnce,
  );
  await joinButton(guest).click();
  await lost;
  await expectBoard(guest);
});

test("a reload while the joined session opens keeps the guest in", async ({ guest, invite }) => {
  await guest.goto(invite.link);
  const held = await hold(guest, "**/members?*");
  await joinButton(guest).click();
  await held.sent;
  await guest.reload();
  held.release();
  await expectBoard(guest);
});

test("the back button leads to the page before, and forward into the session", async ({
  guest,
  invite,
}) => {
  await guest.goto("/");
  await join(guest, invite.link);
  await guest.goBack();
  const here = guest.getByRole("list", { name: "Sessions on this device" });
  await expect(here.getByRole("link")).toContainText(["Roadmap"]);
  await guest.goForward();
  await expectBoard(guest);
  await guest.goBack();
  await here.getByRole("link", { name: "Roadmap" }).click();
  await expectBoard(guest);
});

test("two tabs of one member both write, as two instances of one sender", async ({
  guest,
  invite,
}) => {
  const tab = await guest.context().newPage();
  const headers = [framesOf(guest), framesOf(tab)];
  await join(guest, invite.link);
  await tab.goto(guest.url());
  await expectBoard(tab);
  await addNote(guest, "from one tab");
  await addNote(tab, "from the other");
  await addNote(guest, "and again");
  for (const page of [guest, tab]) {
    await expect(notes(page)).toHaveText(["from one tab", "from the other", "and again"]);
  }
  const [one = [], other = []] = headers;
  expect([one.length, other.length]).toEqual([2, 1]);
  const all = [...one, ...other];
  expect(new Set(all.map(({ sender }) => sender)).size).toBe(1);
  expect(new Set(one.map(({ instance }) => encodeBase64Url(instance))).size).toBe(1);
  expect(new Set(all.map(({ instance }) => encodeBase64Url(instance))).size).toBe(2);
});

test.describe("without a network for a while", () => {
  test.use({ tolerated: /^Failed to load resource/ });

  test("a page says so, and saves what was written when it is back", async ({
    guest,
    invite,
    session,
  }) => {
    await join(guest, invite.link);
    // A newcomer writes once a host has replaced the board under the new key.
    await expect(guest.getByLabel("New note")).toBeEditable();
    await guest.context().setOffline(true);
    await expect(guest.getByText("Offline", { exact: true })).toBeVisible();
    await expect(guest.getByRole("status")).toHaveText("Connection lost. It is tried again.");
    const doc = new Y.Doc();
    const provider = new SessionProvider(session, doc);
    const book = new NoteBook(doc);
    const by = session.self.id;
    book.add({ id: "1", text: "meanwhile", by, at: 1, place: { x: 900, y: 600 }, paper: 0 });
    await addNote(guest, "written offline");
    await expect(notes(guest)).toHaveText(["written offline"]);
    await expect(guest.getByText("Not saved yet.")).toBeVisible();
    await guest.context().setOffline(false);
    await expect(notes(guest)).toHaveText(["meanwhile", "written offline"]);
    await expect(guest.getByText("Not saved yet.")).toHaveCount(0);
    await expect.poll(() => book.list().map(({ text }) => text)).toContain("written offline");
    provider.destroy();
    provider.awareness.destroy();
    await expect(guest.getByText("Live", { exact: true })).toBeVisible();
  });
});

/** The headers of the frames that the page writes to the board from now on. PROTOCOL.md §9.1. */
function framesOf(page: Page): readonly FrameHeader[] {
  const headers: FrameHeader[] = [];
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => {
      const message = Buffer.from(payload);
      if (message[0] === APPEND) {
        const condition = message[APPEND_CONDITION] === AT_HEAD ? 9 : 1;
        const frame = message.subarray(APPEND_CONDITION + condition);
        headers.push(parseFrame(new Uint8Array(frame)).header);
      }
    });
  });
  return headers;
}
