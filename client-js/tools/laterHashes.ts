import type { Plugin } from "vite";

/**
 * Gives noble's curves a copy of noble's hashes. Curves are fetched where the platform has none, and a
 * shared module would bring their SHA-512 into what everybody fetches: 2 kB with gzip.
 */
export function laterHashes(): Plugin {
  return {
    name: "latchkey-later-hashes",
    apply: "build",
    enforce: "pre",
    async resolveId(source, importer) {
      if (source !== "@noble/hashes/sha2.js" || !importer?.includes("/@noble/curves/")) {
        return null;
      }
      const shared = await this.resolve(source, importer, { skipSelf: true });
      return shared === null ? null : `${shared.id}?curves`;
    },
  };
}
