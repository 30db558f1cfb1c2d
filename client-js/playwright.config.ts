import { defineConfig } from "@playwright/test";

import { chromium } from "./e2e/chromium.js";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.e2e.ts",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 20_000,
  reporter: "list",
  use: { browserName: "chromium", headless: true, launchOptions: chromium },
});
