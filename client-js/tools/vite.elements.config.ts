import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

import { ELEMENT_STAGES, stages } from "./stages.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Added to what vite.lib.config.ts builds, and a neighbour of its index.js: what the elements need of
// the library they import from there, so that an application and its elements share it. Lit is in
// here. The QR decoder is a file of its own, which only browsers without one fetch, and only to scan.
export default defineConfig({
  root: here(".."),
  publicDir: false,
  build: {
    target: "es2022",
    // Browsers that know light-dark(): what would be put in its place needs a page that declares both.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    outDir: here("../dist"),
    emptyOutDir: false,
    lib: { entry: here("../src/elements.ts"), formats: ["es"], fileName: () => "elements.js" },
    rolldownOptions: {
      external: [here("../src/index.ts")],
      output: {
        minify: true,
        chunkFileNames: "elements-[name].js",
        codeSplitting: { groups: [{ name: stages(ELEMENT_STAGES), debugName: "stages" }] },
        paths: { [here("../src/index.ts")]: "./index.js" },
      },
    },
  },
});
