import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

import { asciiScript } from "./asciiScript.js";
import { webCrypto } from "./webCrypto.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Both files carry their dependencies, so that each works alone: index.js by
// <script type=module> and in Node, latchkey.global.js by a classic <script>, also from file://.
export default defineConfig({
  root: here(".."),
  publicDir: false,
  plugins: [webCrypto(), asciiScript()],
  build: {
    target: "es2022",
    outDir: here("../dist"),
    emptyOutDir: true,
    lib: {
      entry: here("../src/index.ts"),
      name: "Latchkey",
      formats: ["es", "iife"],
      fileName: (format) => (format === "es" ? "index.js" : "latchkey.global.js"),
    },
    rolldownOptions: {
      output: {
        codeSplitting: false,
        // So that an error says what it is: 0.8 kB of 73 with gzip.
        minify: { mangle: { keepNames: { class: true, function: false } } },
      },
    },
  },
});
