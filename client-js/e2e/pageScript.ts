import { fileURLToPath } from "node:url";

import type { Page } from "@playwright/test";
import { build } from "vite";

/** Opens an empty page of the broker's origin, in which `file` of this folder has set `name`. */
export async function openWith(page: Page, file: string, name: string): Promise<void> {
  await page.route("**/empty.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html>" }),
  );
  await page.goto("/empty.html");
  await page.addScriptTag({ content: await classicScript(file, name) });
}

async function classicScript(file: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      lib: {
        entry: fileURLToPath(new URL(file, import.meta.url)),
        name,
        formats: ["iife"],
      },
    },
  });
  if (!Array.isArray(built) || built[0] === undefined) {
    throw new Error("vite built nothing");
  }
  return built[0].output[0].code;
}
