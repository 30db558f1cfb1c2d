import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

import { readmeFile } from "../test/readme.js";
import { bundle } from "./bundle.js";
import { expect, test } from "./fixtures.js";

// The starts of the README that take a browser.

test("the start in one HTML file, opened from disk, shares a count", async ({
  host,
  guest,
  places,
}) => {
  const file = await readmeFile("Start: one HTML file", places.broker.url, "start.html");
  await host.goto(pathToFileURL(file).href);
  await host.getByRole("button").click();
  await expect(host.getByRole("status")).toHaveText("0");
  const link = await host.getByRole("link").getAttribute("href");
  await guest.goto(link ?? "");
  expect(guest.url()).not.toContain("#");
  await guest.getByRole("button").click();
  await expect(guest.getByRole("status")).toHaveText("0");
  await guest.getByRole("button").click();
  await expect(host.getByRole("status")).toHaveText("1");
});

test("the start with React, bundled, counts and stores", async ({ page, places }) => {
  const file = await readmeFile("Start: React", places.broker.url, "start.jsx");
  const script = await bundle(file, { formats: ["es"] });
  const html = `${file}.html`;
  await writeFile(
    html,
    `<!doctype html><meta charset="utf-8" /><div id="root"></div>
    <script type="module">${script.replaceAll("</script", "<\\/script")}</script>`,
  );
  await page.goto(pathToFileURL(html).href);
  await page.getByRole("button", { name: "0" }).click();
  await expect(page.getByRole("button", { name: "1" })).toBeVisible();
});
