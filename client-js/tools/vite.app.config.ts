import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

import { appPages } from "./appPages.js";
import { laterHashes } from "./laterHashes.js";
import { oneCurve } from "./oneCurve.js";
import { PAGE_STAGES, stages } from "./stages.js";
import { webCrypto } from "./webCrypto.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("../app"),
  base: "./",
  plugins: [appPages(), oneCurve(), laterHashes(), webCrypto()],
  build: {
    target: "es2022",
    outDir: here("../dist/app"),
    emptyOutDir: true,
    // A part imports at most what other stages have fetched before; and data: is not in the CSP.
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: stages(PAGE_STAGES), debugName: "stages" }] } },
    },
  },
});
