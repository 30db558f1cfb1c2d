import { defineConfig } from "@playwright/test";

import { chromium } from "./e2e/chromium.js";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results/e2e",
  globalSetup: "./e2e/globalSetup.ts",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // Of a machine that has much else to do.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["junit", { outputFile: "test-results/e2e.xml" }]],
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions: chromium,
    // What goes through a worker cannot be changed on its way by a test; offline.e2e.ts allows it.
    serviceWorkers: "block",
  },
});
