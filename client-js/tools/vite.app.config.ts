import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

import { appPages } from "./appPages.js";
import { webCrypto } from "./webCrypto.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("../app"),
  base: "./",
  plugins: [appPages(), webCrypto()],
  build: {
    target: "es2022",
    outDir: here("../dist/app"),
    emptyOutDir: true,
    // The polyfill is an inline script, and data: addresses are not in the CSP.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
