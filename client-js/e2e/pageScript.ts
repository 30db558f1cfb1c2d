import { fileURLToPath } from "node:url";

import type { Page } from "@playwright/test";

import { bundle } from "./bundle.js";

/** Opens an empty page of the broker's origin, in which `file` of this folder has set `name`. */
export async function openWith(page: Page, file: string, name: string): Promise<void> {
  await page.route("**/empty.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html>" }),
  );
  await page.goto("/empty.html");
  const entry = fileURLToPath(new URL(file, import.meta.url));
  await page.addScriptTag({ content: await bundle(entry, { name, formats: ["iife"] }) });
}
