import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

import { laterHashes } from "./laterHashes.js";
import { minify } from "./minify.js";
import { oneCurve } from "./oneCurve.js";
import { LIBRARY_STAGES, stages } from "./stages.js";
import { webCrypto } from "./webCrypto.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// It carries its dependencies, so that it works alone by <script type=module>, in Node and for
// bundlers. What is not needed to begin with lies in parts/ and is fetched when it is first used.
export default defineConfig({
  root: here(".."),
  publicDir: false,
  plugins: [oneCurve(), laterHashes(), webCrypto()],
  build: {
    target: "es2022",
    outDir: here("../dist"),
    emptyOutDir: true,
    lib: {
      entry: {
        index: here("../src/index.ts"),
        react: here("../src/react.ts"),
        testing: here("../src/testing.ts"),
      },
      formats: ["es"],
      fileName: (_, name) => `${name}.js`,
    },
    rolldownOptions: {
      // The application's own: two Reacts do not know each other's components.
      external: [/^react$/],
      output: {
        chunkFileNames: "parts/[name]-[hash].js",
        codeSplitting: { groups: [{ name: stages(LIBRARY_STAGES), debugName: "stages" }] },
        minify,
      },
    },
  },
});
