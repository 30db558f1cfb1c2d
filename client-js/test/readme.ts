import { mkdtemp, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const README = new URL("../README.md", import.meta.url);
// Within the package, so that Node and bundlers find it by its name, and what is installed here.
const FOLDER = fileURLToPath(new URL("../test-results/readme/", import.meta.url));
const BROKER = "http://localhost:8080";

/** The code under this heading of the README, as it stands there, but for the broker's address. */
export async function readmeCode(heading: string, brokerUrl: string): Promise<string> {
  const [, section] = (await readFile(README, "utf8")).split(`\n## ${heading}\n`);
  const code = section?.split("\n## ")[0]?.match(/\n```\w+\n(.*?)\n```\n/s)?.[1];
  if (code?.includes(BROKER) !== true) {
    throw new Error(`the README has no code under "${heading}" that names ${BROKER}`);
  }
  return code.replaceAll(BROKER, brokerUrl);
}

/** Writes the code into a file of a folder of its own; resolves to its path. */
export async function readmeFile(
  heading: string,
  brokerUrl: string,
  name: string,
): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const path = `${await mkdtemp(FOLDER)}/${name}`;
  await writeFile(path, await readmeCode(heading, brokerUrl));
  return path;
}
