import type { Plugin } from "vite";

/**
 * Writes every other character of a classic script as an escape. A page that says no charset, as
 * one file on a disk may, reads the script as windows-1252: what it signs, hashes or shows would be
 * other text then. All such characters stand in strings, templates or patterns, where this is the
 * same.
 */
export function asciiScript(): Plugin {
  return {
    name: "ascii-script",
    generateBundle({ format }, bundle) {
      for (const file of Object.values(bundle)) {
        if (format === "iife" && file.type === "chunk") {
          file.code = file.code.replace(
            /[^\0-\x7f]/g,
            (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
          );
        }
      }
    },
  };
}
