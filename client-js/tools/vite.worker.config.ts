import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

import { builtShell } from "./builtShell.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Added to what vite.app.config.ts builds, of which the worker holds the list. No file of them may
// import another one: they run as classic scripts.
export default defineConfig({
  root: here("../app"),
  publicDir: false,
  define: { SHELL: JSON.stringify(builtShell(here("../dist/app"))) },
  build: {
    target: "es2022",
    outDir: here("../dist/app"),
    emptyOutDir: false,
    lib: {
      entry: {
        sw: here("../app/worker/shellWorker.ts"),
        "sw-drop": here("../app/worker/dropWorker.ts"),
      },
      formats: ["es"],
      fileName: (_, name) => `${name}.js`,
    },
    rolldownOptions: { output: { minify: true } },
  },
});
