import { execFileSync } from "node:child_process";

import type { LaunchOptions } from "@playwright/test";

/** Leads to this machine, but is no secure context over http. */
export const PLAIN_HOST = "plain.test";

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
    `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
  ],
};

function chromiumOnPath(): string {
  try {
    return execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  } catch (cause) {
    throw new Error("Chromium is missing: install the package chromium or set CHROMIUM", { cause });
  }
}
