import { describe, expect, it } from "vitest";

import { readExternalVectors } from "./externalVectors.js";
import { PUBLIC_SUITES } from "./suites/publicSuites.js";
import { summary } from "./suites/suiteRun.js";

describe("our code passes the public suite", () => {
  for (const { title, file, run, expected } of PUBLIC_SUITES) {
    const content = readExternalVectors(file);

    it.skipIf(content === undefined)(title, async () => {
      const report = await run(content);
      console.log(summary(title, report));
      expect(report).toEqual(expected);
    });
  }
});
