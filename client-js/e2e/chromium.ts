import { execFileSync } from "node:child_process";

import type { LaunchOptions } from "@playwright/test";

/**
 * The system's Chromium: what CHROMIUM names, else `chromium` on the PATH. No test tool downloads
 * one. Without a sandbox, because tests also run as root, where Chromium refuses to start with it.
 */
export const chromium: LaunchOptions = {
  executablePath: process.env.CHROMIUM ?? chromiumOnPath(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

function chromiumOnPath(): string {
  try {
    return execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  } catch (cause) {
    throw new Error("Chromium is missing: install the package chromium or set CHROMIUM", { cause });
  }
}
