import { readdirSync, readFileSync } from "node:fs";

import type { Shell } from "../app/worker/shell.js";
import { digest } from "./digest.js";

const PAGES = ["index.html", "broker.html"];

/** What the build has put into this folder, for the worker that keeps it. */
export function builtShell(folder: string): Shell {
  const paths = readdirSync(`${folder}/assets`).sort();
  const files = paths.map((name) => {
    const path = `assets/${name}`;
    return { path, integrity: digest(readFileSync(`${folder}/${path}`)) };
  });
  const pages = PAGES.map((name) => digest(readFileSync(`${folder}/${name}`)));
  const version = digest(JSON.stringify([files, pages])).slice(-16);
  return { version, files };
}
