import { build, type LibraryOptions } from "vite";

import { oneCurve } from "../tools/oneCurve.js";

/** One script of a file and all that it imports, with the cryptography of what is shipped. */
export async function bundle(entry: string, as: Omit<LibraryOptions, "entry">): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    plugins: [oneCurve()],
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      target: "es2022",
      lib: { entry, ...as },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  if (!Array.isArray(built) || built[0] === undefined) {
    throw new Error("vite built nothing");
  }
  return built[0].output[0].code;
}
