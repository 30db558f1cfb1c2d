import { fileURLToPath } from "node:url";

import { type BrowserContextOptions, type Page, test as base } from "@playwright/test";
import { build } from "vite";

const APP = fileURLToPath(new URL("../app/", import.meta.url));
const ORIGIN = "https://gallery.example";

/** Pages of the gallery by their addresses' paths. */
type Gallery = ReadonlyMap<string, string | Buffer>;

interface GalleryFixtures {
  /** A page that shows the gallery, and nothing of any network. */
  readonly open: (look: BrowserContextOptions) => Promise<Page>;
}

/** Playwright's test with the gallery, which needs no broker. */
export const test = base.extend<GalleryFixtures, { gallery: Gallery }>({
  // Playwright reads the wanted fixtures from this pattern, so it must be one.
  // eslint-disable-next-line no-empty-pattern
  gallery: [async ({}, use) => use(await buildGallery()), { scope: "worker", timeout: 120_000 }],
  open: async ({ browser, gallery }, use) => {
    const pages: Page[] = [];
    await use(async (look) => {
      const page = await browser.newPage({ ...look, reducedMotion: "reduce" });
      pages.push(page);
      await page.route("**/*", (route) => {
        const path = new URL(route.request().url()).pathname.slice(1);
        const body = gallery.get(path);
        return body === undefined
          ? route.abort()
          : route.fulfill({ body, contentType: typeOf(path) });
      });
      await page.goto(`${ORIGIN}/gallery.html`);
      return page;
    });
    await Promise.all(pages.map((page) => page.close()));
  },
});

/** The names of all examples, of a page that shows their list. */
export async function namesOn(page: Page): Promise<readonly string[]> {
  return page.locator("#names a").allTextContents();
}

export async function show(page: Page, name: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${ORIGIN}/gallery.html#${name}`);
  await page.locator(`html[data-shown="${name}"]`).waitFor({ timeout: 30_000 });
}

async function buildGallery(): Promise<Gallery> {
  const built = await build({
    configFile: false,
    root: APP,
    base: "./",
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      rolldownOptions: { input: `${APP}gallery.html` },
    },
  });
  if (Array.isArray(built) || !("output" in built)) {
    throw new Error("vite built no gallery");
  }
  return new Map(
    built.output.map((file) => [
      file.fileName,
      file.type === "chunk"
        ? file.code
        : typeof file.source === "string"
          ? file.source
          : Buffer.from(file.source),
    ]),
  );
}

function typeOf(path: string): string {
  const ending = path.slice(path.lastIndexOf("."));
  return TYPES[ending] ?? "text/html; charset=utf-8";
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};
