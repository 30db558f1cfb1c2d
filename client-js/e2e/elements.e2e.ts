import type { Page } from "@playwright/test";
import axe from "axe-core";

import { expect, test as base } from "./fixtures.js";

/** The example of a page made of the built elements, on a plain web server. */
const test = base.extend<{ example: string }>({
  example: async ({ places }, use) => {
    const { origin } = new URL(places.hostedUrl);
    await use(`${origin}/examples/elements.html?broker=${places.broker.url}`);
  },
});

async function startNote(host: Page, example: string): Promise<void> {
  await host.goto(example);
  await host.getByLabel("Name").fill("Ana");
  await host.getByRole("button", { name: "Start" }).click();
  await expect(host.getByText("Live", { exact: true })).toBeVisible();
}

async function inviteBen(host: Page): Promise<string> {
  await host.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = host.getByRole("dialog");
  await dialog.getByLabel("Who is it for?").fill("Ben");
  await dialog.getByRole("button", { name: "Create invite" }).click();
  const link = await dialog.getByRole("textbox", { name: "Link", exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  return link;
}

test("two browsers share a session on a plain page of the built elements", async ({
  host,
  guest,
  example,
}) => {
  await startNote(host, example);
  await guest.goto(await inviteBen(host));
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText(
    "Ana invites Ben to Shared note",
  );
  await guest.getByRole("button", { name: "Join session" }).click();
  await expect(guest.getByText("Live", { exact: true })).toBeVisible();
  await guest.getByLabel("Note", { exact: true }).fill("At noon");
  await guest.getByLabel("Note", { exact: true }).blur();
  await expect(host.getByLabel("Note", { exact: true })).toHaveValue("At noon");
  await expect(host.getByRole("list", { name: "People" }).getByRole("listitem")).toHaveCount(2);
  await host.getByText("Who accessed this").click();
  await expect(host.getByText(/^Verified up to #\d+$/)).toBeVisible();
});

test("the elements take the page's colours, and none of its rules", async ({ host, example }) => {
  await startNote(host, example);
  const button = host.getByRole("button", { name: "Invite somebody" });
  await expect(button).toHaveCSS("background-color", "rgb(91, 63, 168)");
  await host.addStyleTag({ content: "button { background: red !important }" });
  await expect(button).toHaveCSS("background-color", "rgb(91, 63, 168)");
});

test("what happens is spoken in live regions of the elements' own", async ({ host, example }) => {
  await startNote(host, example);
  await inviteBen(host);
  await host.getByRole("button", { name: "Invite somebody" }).click();
  await host.keyboard.press("Escape");
  await expect(host.getByRole("status")).toHaveCount(1);
});

test("axe finds nothing in them", async ({ host, example }) => {
  await startNote(host, example);
  await inviteBen(host);
  await host.evaluate(axe.source);
  const found = await host.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  });
  expect(found).toEqual([]);
});
