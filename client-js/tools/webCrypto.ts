import type { Plugin } from "vite";

const FALLBACK = /await import\("crypto"\)/g;

/**
 * The HPKE packages fall back to Node's `crypto` module where there is no `globalThis.crypto`, as in
 * Node 18. We need a newer platform anyway, so that the fallback is the same object, and no bundle
 * holds an import of a module that browsers do not have.
 */
export function webCrypto(): Plugin {
  return {
    name: "latchkey-web-crypto",
    apply: "build",
    transform: {
      filter: { id: /node_modules\/(?:@hpke|mlkem)\// },
      handler: (code) => code.replaceAll(FALLBACK, "{ webcrypto: globalThis.crypto }"),
    },
  };
}
