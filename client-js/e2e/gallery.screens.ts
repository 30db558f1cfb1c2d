import { mkdir } from "node:fs/promises";

import { type Page, expect } from "@playwright/test";
import axe from "axe-core";

import { namesOn, show, test } from "./galleryPages.js";

const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 320, height: 640 } };
const SCHEMES = ["light", "dark"] as const;
const FOLDER = "test-results/screens/gallery";

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of SCHEMES) {
    test(`gallery, ${size}, ${colorScheme}`, async ({ open }) => {
      test.setTimeout(1_200_000);
      await mkdir(FOLDER, { recursive: true });
      const page = await open({ viewport, colorScheme });
      const faults: string[] = [];
      for (const name of await namesOn(page)) {
        await show(page, name);
        const path = `${FOLDER}/${name}-${size}-${colorScheme}.png`;
        await page.screenshot({ path, fullPage: true });
        faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      }
      expect(faults).toEqual([]);
    });
  }
}

/** What axe finds, and whether the page is wider than the screen. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    const found = violations.map(({ id, nodes }) =>
      [id, ...nodes.map(({ html }) => html)].join("\n"),
    );
    const tooWide = document.documentElement.scrollWidth > innerWidth;
    return tooWide ? [...found, "scrolls sideways"] : found;
  });
}
