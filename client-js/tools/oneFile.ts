import type { Plugin } from "vite";

const DYNAMIC_IMPORT = /\bimport\(("\.\/[^"]+")\)/g;

/**
 * Imports statically what the library would fetch when it is first used, for a script that has to be
 * one file: the bundler alone would wrap each such module, and keep what nothing uses of it.
 */
export function oneFile(): Plugin {
  return {
    name: "latchkey-one-file",
    apply: "build",
    transform: {
      filter: { id: /\/src\/[^?]+\.ts$/ },
      handler: (code) => {
        const imports: string[] = [];
        const changed = code.replace(DYNAMIC_IMPORT, (_, path: string) => {
          const name = `part${String(imports.length)}__`;
          imports.push(`import * as ${name} from ${path};\n`);
          return `Promise.resolve(${name})`;
        });
        return imports.length === 0 ? null : imports.join("") + changed;
      },
    },
  };
}
