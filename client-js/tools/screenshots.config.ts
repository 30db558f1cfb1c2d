import { defineConfig } from "@playwright/test";

import everyday from "../playwright.config.js";

/** Draws the pages into test-results/screens/, for people to look at. */
export default defineConfig(everyday, {
  testDir: "../e2e",
  testMatch: "**/*.screens.ts",
  outputDir: "../test-results/screenshots",
  globalSetup: "../e2e/globalSetup.ts",
  timeout: 120_000,
  reporter: "list",
});
