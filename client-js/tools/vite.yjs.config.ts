import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Added to what vite.lib.config.ts builds. Yjs must be the application's own, because two of them do
// not know each other's types; and nothing of index.js is in here, because a provider is given a
// session.
export default defineConfig({
  root: here(".."),
  publicDir: false,
  build: {
    target: "es2022",
    outDir: here("../dist"),
    emptyOutDir: false,
    lib: { entry: here("../src/yjs.ts"), formats: ["es"], fileName: () => "yjs.js" },
    rolldownOptions: {
      external: [/^yjs$/, /^y-protocols\//, /^lib0\//],
      output: { minify: true },
    },
  },
});
