import type { Locator, Page } from "@playwright/test";

import { createClient, type HostSession } from "../src/index.js";
import type { Surface } from "../app/surfaces/surface.js";
import { draw, inviteLink, join, startSession } from "./acts.js";
import { expect, test as base } from "./fixtures.js";

interface Room {
  /** Two editors. */
  readonly ben: Page;
  readonly claire: Page;
  readonly dora: () => Promise<Page>;
}

interface People {
  /** A session for this, whose host is not in a browser; a viewer comes when asked. */
  readonly enter: (surface: Surface) => Promise<Room>;
}

const test = base.extend<People>({
  enter: async ({ newPage, places }, use) => {
    const made: HostSession[] = [];
    await use(async (surface) => {
      const client = createClient({ brokerUrl: places.broker.url, storage: "memory" });
      const initialState = { surface };
      const titles = { displayName: "Ana", title: "Roadmap" };
      const session = await client.createSession({ ...titles, initialState });
      made.push(session);
      const enter = async (name: string, role: "editor" | "viewer"): Promise<Page> => {
        const page = await newPage();
        await join(page, (await session.invites.create({ name, role })).link);
        return page;
      };
      return {
        ben: await enter("Ben", "editor"),
        claire: await enter("Claire", "editor"),
        dora: () => enter("Dora", "viewer"),
      };
    });
    made.forEach((session) => {
      session.destroy();
    });
  },
});

test.slow();

test("a host chooses what the session is for, and everybody sees that, also after a reload", async ({
  host,
  guest,
}) => {
  await startSession(host, { surface: "Document" });
  await join(guest, await inviteLink(host));
  const text = guest.getByRole("textbox", { name: "Shared text" });
  await text.pressSequentially("Agenda");
  await expect(guest.getByRole("tab")).toHaveCount(0);
  await host.getByRole("link", { name: "Open the session" }).click();
  await expect(host.getByRole("textbox", { name: "Shared text" })).toContainText("Agenda");
  await host.reload();
  await expect(host.getByRole("textbox", { name: "Shared text" })).toContainText("Agenda");
});

test("whiteboard: a line drawn by one is seen by the others, and taken back by its author alone", async ({
  enter,
}) => {
  const { ben, claire, dora } = await enter("board");
  await draw(ben);
  await expect(claire.getByRole("img", { name: "One line drawn by Ben" })).toBeVisible();
  await draw(claire);
  await expect(ben.getByRole("img", { name: "2 lines drawn by Ben and Claire" })).toBeVisible();
  await ben.getByRole("button", { name: "Undo" }).click();
  await expect(claire.getByRole("img", { name: "One line drawn by Claire" })).toBeVisible();
  await expect(ben.getByRole("button", { name: "Undo" })).toBeDisabled();
  const viewer = await dora();
  await expect(viewer.getByRole("img", { name: "One line drawn by Claire" })).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Pen" })).toHaveCount(0);
});

test("radar: entries are added and moved by keyboard and pointer, and a viewer only sees them", async ({
  enter,
}) => {
  const { ben, claire, dora } = await enter("radar");
  await ben.getByLabel("New entry").fill("Rust");
  await ben.getByRole("combobox", { name: "Quadrant", exact: true }).selectOption("Languages");
  await ben.getByRole("button", { name: "Add entry" }).click();
  await expect(ben.getByLabel("New entry")).toBeFocused();
  const hers = claire.getByRole("button", { name: "Rust: Trial, Languages" });
  await hers.press("ArrowUp");
  const moved = claire.getByRole("button", { name: "Rust: Adopt, Languages" });
  await expect(moved).toBeFocused();
  await expect(ben.getByLabel("Ring of Rust")).toHaveValue("0");
  await ben.getByLabel("Ring of Rust").selectOption("Hold");
  const held = claire.getByRole("button", { name: "Rust: Hold, Languages" });
  await expect(held).toBeFocused();
  await held.dragTo(claire.locator(".ring-name").first(), {
    targetPosition: { x: 1, y: 8 },
    // The name lets the pointer through.
    force: true,
  });
  await expect(claire.getByRole("button", { name: "Rust: Adopt, Techniques" })).toBeVisible();
  await expect(ben.getByLabel("Quadrant of Rust")).toHaveValue("3");
  await claire.getByRole("button", { name: "Undo" }).click();
  await expect(ben.getByLabel("Ring of Rust")).toHaveValue("3");
  const viewer = await dora();
  const entry = viewer.getByRole("list", { name: "Languages" }).getByRole("listitem");
  await expect(entry).toContainText("Rust");
  await expect(entry).toContainText("Hold");
  await expect(viewer.getByRole("button", { name: /Rust|Add entry/ })).toHaveCount(0);
});

test("tic-tac-toe: two take turns, and who watches has nothing to play with", async ({ enter }) => {
  const { ben, claire, dora } = await enter("game");
  await ben.getByRole("button", { name: "Play Cross" }).click();
  await claire.getByRole("button", { name: "Play Circle" }).click();
  await expect(news(claire)).toHaveText("Ben plays next.");
  for (const [turn, [row, column]] of MOVES.entries()) {
    const [player, other] = turn % 2 === 0 ? [ben, claire] : [claire, ben];
    await expect(news(player)).toHaveText("Your turn.");
    const name = `Row ${String(row)}, column ${String(column)}`;
    await player.getByRole("button", { name: `${name}: empty` }).click();
    await expect(other.getByRole("button", { name: new RegExp(`${name}: C`) })).toBeVisible();
  }
  await expect(news(ben)).toHaveText("You win.");
  const viewer = await dora();
  await expect(news(viewer)).toHaveText("Ben wins.");
  await expect(viewer.getByRole("button", { name: /Play|seat/ })).toHaveCount(0);
  await claire.getByRole("button", { name: "Play again" }).click();
  await expect(news(claire)).toHaveText("Your turn.");
  const open = viewer.getByRole("button", { name: "Row 1, column 1: empty" });
  await expect(open).toHaveAttribute("aria-disabled", "true");
});

/** How the game stands. */
function news(page: Page): Locator {
  return page.getByRole("region", { name: "Tic-tac-toe" }).getByRole("paragraph");
}

/** The first player takes the upper row. */
const MOVES = [
  [1, 1],
  [2, 2],
  [1, 2],
  [3, 3],
  [1, 3],
] as const;

test("slides: the others follow who presents until they turn pages themselves", async ({
  enter,
}) => {
  const { ben, claire, dora } = await enter("slides");
  await ben.getByRole("tab", { name: "Write" }).click();
  const editor = ben.getByRole("textbox", { name: "Text of the slides" });
  await editor.fill("# One\n---\n# Two\n---\n# Three");
  await ben.getByRole("tab", { name: "Show" }).click();
  await ben.getByRole("button", { name: "Present", exact: true }).click();
  const viewer = await dora();
  await ben.getByRole("region", { name: "Slide 1 of 3" }).press("ArrowRight");
  for (const page of [claire, viewer]) {
    await expect(page.getByText("Ben presents.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Two" })).toBeVisible();
  }
  await viewer.getByRole("button", { name: "Back" }).click();
  await ben.getByRole("button", { name: "Next" }).click();
  await expect(claire.getByRole("heading", { name: "Three" })).toBeVisible();
  await expect(viewer.getByRole("heading", { name: "One" })).toBeVisible();
  await viewer.getByRole("button", { name: "Follow", exact: true }).click();
  await expect(viewer.getByRole("heading", { name: "Three" })).toBeVisible();
  await expect(viewer.getByRole("button", { name: /^Present|^Stop presenting/ })).toHaveCount(0);
  await ben.getByRole("button", { name: "Full screen" }).click();
  await expect(ben.getByRole("button", { name: "Leave full screen" })).toBeFocused();
  await ben.getByRole("button", { name: "Stop presenting" }).click();
  await ben.getByRole("button", { name: "Leave full screen" }).click();
  await expect(ben.getByRole("button", { name: "Full screen" })).toBeVisible();
  await expect(claire.getByText("Ben presents.")).toHaveCount(0);
});
