import { fileURLToPath } from "node:url";

import { build } from "vite";

import { expect, test } from "./fixtures.js";

/** `formatsInPage.ts` as a classic script that sets `Formats`. */
async function formatsScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      lib: {
        entry: fileURLToPath(new URL("formatsInPage.ts", import.meta.url)),
        name: "Formats",
        formats: ["iife"],
      },
    },
  });
  if (!Array.isArray(built) || built[0] === undefined) {
    throw new Error("vite built nothing");
  }
  return built[0].output[0].code;
}

test("a browser keeps keys, wraps them, seals and opens", async ({ page }) => {
  await page.route("**/formats.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html>" }),
  );
  await page.goto("/formats.html");
  await page.addScriptTag({ content: await formatsScript() });
  expect(await page.evaluate("Formats.hasWebCryptoEd25519()")).toBe(true);
  expect(await page.evaluate('Formats.sealAndOpen("hello")')).toBe("hello");
});
