import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";

/**
 * X-Wing asks @hpke/dhkem-x25519 for one function, and that package brings copies of noble's curve and
 * hashes for it. It gets the one of src/x25519.ts instead, which the platform computes: 8 kB with gzip
 * less of what a look at an invite takes.
 */
export function oneCurve(): Plugin {
  return {
    name: "latchkey-one-curve",
    apply: "build",
    enforce: "pre",
    resolveId: {
      filter: { id: /^@hpke\/dhkem-x25519$/ },
      handler: () => fileURLToPath(new URL("x25519.ts", import.meta.url)),
    },
  };
}
