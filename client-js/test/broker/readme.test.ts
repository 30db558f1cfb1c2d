import { type ChildProcess, spawn } from "node:child_process";

import { afterEach, expect, inject, it } from "vitest";
import * as Y from "yjs";

import { SessionProvider } from "../../src/yjs.js";
import { readmeFile } from "../readme.js";
import { aClient } from "./people.js";

// The starts of the README that need no browser, each in a Node of its own, with the built package.

const LINK = /http\S+\/j#1\.[\w.-]+/;

const running: ChildProcess[] = [];

afterEach(() => {
  running.splice(0).forEach((program) => program.kill());
});

async function started(heading: string): Promise<{ readonly output: () => string }> {
  const file = await readmeFile(heading, inject("brokerUrl"), "start.mjs");
  const program = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(program);
  let output = "";
  for (const stream of [program.stdout, program.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  await expect.poll(() => output, { timeout: 20_000 }).toMatch(LINK);
  return { output: () => output };
}

it("the start in plain JavaScript lets somebody in, and shows what they do", async () => {
  const { output } = await started("Start: JavaScript");
  const [link = ""] = LINK.exec(output()) ?? [];
  const ben = await aClient().join<string[]>(link, { displayName: "Ben" });
  await ben.update((moves = []) => [...moves, "e5"]);
  await expect.poll(output, { timeout: 10_000 }).toContain("Ben [ 'e4', 'e5' ]");
  ben.destroy();
});

it("the start with Yjs has a document in common with whoever joins", async () => {
  const { output } = await started("Start: Yjs");
  const [link = ""] = LINK.exec(output()) ?? [];
  const ben = await aClient().join(link, { displayName: "Ben" });
  const doc = new Y.Doc();
  const provider = new SessionProvider(ben, doc);
  const text = doc.getText("text");
  await expect.poll(() => text.toJSON(), { timeout: 10_000 }).toBe("Hello");
  text.insert(5, ", Ana");
  await expect.poll(output, { timeout: 10_000 }).toContain("Hello, Ana");
  provider.destroy();
  ben.destroy();
});
