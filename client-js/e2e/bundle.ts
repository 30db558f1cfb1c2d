import { build, type LibraryOptions } from "vite";

/** One script of a file and all that it imports. */
export async function bundle(entry: string, as: Omit<LibraryOptions, "entry">): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
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
