import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Tests against a broker mostly wait.
    maxWorkers: Math.max(2, availableParallelism()),
    reporters: ["default", "junit"],
    outputFile: { junit: "test-results/unit.xml" },
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/broker/**"],
          // The public suites run for seconds; a busy machine takes several times as long.
          testTimeout: 60_000,
          environment: "node",
        },
      },
      {
        // Against a real broker, which has to be built.
        test: {
          name: "broker",
          include: ["test/broker/**/*.test.ts"],
          globalSetup: "test/broker/globalSetup.ts",
          testTimeout: 60_000,
          // A broker has 30 s to start.
          hookTimeout: 60_000,
          environment: "node",
        },
      },
    ],
  },
});
