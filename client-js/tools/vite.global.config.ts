import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

import { asciiScript } from "./asciiScript.js";
import { minify } from "./minify.js";
import { oneCurve } from "./oneCurve.js";
import { oneFile } from "./oneFile.js";
import { webCrypto } from "./webCrypto.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The whole library in one file, for a classic <script>, also from file://.
export default defineConfig({
  root: here(".."),
  publicDir: false,
  plugins: [oneCurve(), webCrypto(), oneFile(), asciiScript()],
  build: {
    target: "es2022",
    outDir: here("../dist"),
    emptyOutDir: false,
    lib: {
      entry: here("../src/index.ts"),
      name: "Latchkey",
      formats: ["iife"],
      fileName: () => "latchkey.global.js",
    },
    rolldownOptions: { output: { codeSplitting: false, minify } },
  },
});
