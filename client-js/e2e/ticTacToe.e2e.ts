import { fileURLToPath, pathToFileURL } from "node:url";

import { type Page, expect } from "@playwright/test";

import type { Client } from "../src/index.js";
import { test } from "./fixtures.js";

const FILE = fileURLToPath(new URL("../examples/tic-tac-toe.html", import.meta.url));

/** What the example's page has as a global constant. */
declare const client: Client;

async function open(page: Page, broker: string, name: string, invite = ""): Promise<void> {
  const address = pathToFileURL(FILE);
  address.searchParams.set("broker", broker);
  await page.goto(address.href);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Invite").fill(invite);
  await page.getByRole("button", { name: "Play" }).click();
  await expect(page.getByRole("group", { name: "Board" })).toBeVisible();
}

const status = (page: Page): ReturnType<Page["getByRole"]> => page.getByRole("status");

async function cells(page: Page): Promise<string> {
  const texts = await page.getByRole("button", { name: /^Cell/ }).allTextContents();
  return texts.map((text) => text || ".").join("");
}

/** What a message begins with that acknowledges a write. PROTOCOL.md §9.1. */
const ACKED = 0x21;

const together = test.extend<{ players: readonly [x: Page, o: Page] }>({
  players: async ({ host, guest, places }, use) => {
    await open(host, places.broker.url, "Ana");
    await expect(status(host)).toHaveText("You play x. Your turn.");
    const invite = await host.getByLabel("Send this to the other player").inputValue();
    await open(guest, places.broker.url, "Ben", invite);
    await expect(status(guest)).toHaveText("You play o. The other player’s turn.");
    await use([host, guest]);
  },
});

together("two play a whole game from files on their disks", async ({ players }) => {
  const [x, o] = players;
  for (const [turn, cell] of [0, 4, 1, 2, 5, 6].entries()) {
    const [player, other] = turn % 2 === 0 ? [x, o] : [o, x];
    await expect(status(player)).toHaveText(/Your turn\.$|wins/);
    await player.getByRole("button", { name: `Cell ${String(cell + 1)}: empty` }).click();
    const mark = turn % 2 === 0 ? "x" : "o";
    await expect(
      other.getByRole("button", { name: `Cell ${String(cell + 1)}: ${mark}` }),
    ).toBeVisible();
  }
  for (const player of players) {
    await expect(status(player)).toHaveText("o wins.");
    expect(await cells(player)).toBe("xxo.oxo..");
    await expect(player.getByRole("button", { name: "Cell 4: empty" })).toBeDisabled();
  }
});

together("a reload goes on with the game, and Leave ends it here", async ({ players }) => {
  const [x, o] = players;
  await x.getByRole("button", { name: "Cell 5: empty" }).click();
  await expect(status(o)).toHaveText("You play o. Your turn.");
  for (const player of [o, x]) {
    await player.reload();
  }
  await expect(status(o)).toHaveText("You play o. Your turn.");
  await o.getByRole("button", { name: "Cell 1: empty" }).click();
  await expect(status(x)).toHaveText("You play x. Your turn.");
  expect(await cells(x)).toBe("o...x....");
  await x.getByRole("button", { name: "Leave this game" }).click();
  await expect(x.getByRole("button", { name: "Play" })).toBeVisible();
});

test("a reload before the other came shows the same invite again", async ({ host, places }) => {
  await open(host, places.broker.url, "Ana");
  const invite = host.getByLabel("Send this to the other player");
  const sent = await invite.inputValue();
  await host.reload();
  await expect(invite).toHaveValue(sent);
  await expect(status(host)).toHaveText("You play x. Your turn.");
});

together("a move out of turn changes nothing", async ({ players }) => {
  const [x, o] = players;
  const connected = o.waitForEvent("websocket");
  await o.reload();
  const socket = await connected;
  await expect(status(o)).toHaveText("You play o. The other player’s turn.");
  const center = o.getByRole("button", { name: "Cell 5: empty" });
  await center.evaluate((button) => {
    (button as HTMLButtonElement).disabled = false;
  });
  const written = socket.waitForEvent("framereceived", ({ payload }) => payload[0] === ACKED);
  await center.click();
  await written;
  await x.getByRole("button", { name: "Cell 1: empty" }).click();
  await expect(status(o)).toHaveText("You play o. Your turn.");
  expect([await cells(x), await cells(o)]).toEqual(["x........", "x........"]);
});

together("a move out of turn that a patched page writes is taken back", async ({ players }) => {
  const [x, o] = players;
  await o.evaluate(async () => {
    const [{ id } = { id: "" }] = await client.sessions();
    const session = await client.open<{ cells: string }>(id);
    await session?.update((game) => ({ ...game, cells: "o........" }));
    await new Promise<void>((resolve) => {
      session?.onChange(
        ({ cells }) => {
          if (cells === ".........") {
            resolve();
          }
        },
        { immediate: true },
      );
    });
  });
  await x.getByRole("button", { name: "Cell 1: empty" }).click();
  await expect(status(o)).toHaveText("You play o. Your turn.");
  expect([await cells(x), await cells(o)]).toEqual(["x........", "x........"]);
});
