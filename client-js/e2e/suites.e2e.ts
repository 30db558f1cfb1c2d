import type { Page } from "@playwright/test";

import { readExternalVectors } from "../test/externalVectors.js";
import { type PublicSuite, PUBLIC_SUITES } from "../test/suites/publicSuites.js";
import { summary, type SuiteReport } from "../test/suites/suiteRun.js";
import { expect, test } from "./fixtures.js";
import { openWith } from "./pageScript.js";

// The same code and the same answers as in publicSuites.test.ts: a browser and Node agree on each
// case, and by the same rule so does the broker.

declare const Suites: {
  hasWebCryptoEd25519(): Promise<boolean>;
  run(title: string, content: unknown): Promise<SuiteReport>;
};

const EACH_FILE_MS = 120_000;
const signatures = PUBLIC_SUITES.filter(({ title }) => title.startsWith("Ed25519"));
const others = PUBLIC_SUITES.filter((suite) => !signatures.includes(suite));

test.describe.configure({ timeout: EACH_FILE_MS });

for (const [what, suites] of [
  ["the suites of signatures", signatures],
  ["the other suites", others],
] as const) {
  test(`a browser passes ${what}`, async ({ page }) => {
    await openWith(page, "suitesInPage.ts", "Suites");
    expect(await page.evaluate(() => Suites.hasWebCryptoEd25519())).toBe(true);
    await expectPassed(page, suites);
  });
}

test("a browser whose WebCrypto has no Ed25519 decides alike", async ({ page }) => {
  await page.addInitScript(() => {
    const importKey = Reflect.get(SubtleCrypto.prototype, "importKey") as (
      ...given: unknown[]
    ) => Promise<CryptoKey>;
    Object.defineProperty(SubtleCrypto.prototype, "importKey", {
      value(this: SubtleCrypto, ...given: unknown[]) {
        return given.includes("Ed25519")
          ? Promise.reject(new DOMException("Unrecognized name", "NotSupportedError"))
          : importKey.apply(this, given);
      },
    });
  });
  await openWith(page, "suitesInPage.ts", "Suites");
  expect(await page.evaluate(() => Suites.hasWebCryptoEd25519())).toBe(false);
  await expectPassed(page, signatures);
});

async function expectPassed(page: Page, suites: readonly PublicSuite[]): Promise<void> {
  for (const { title, file, expected } of suites) {
    const content = readExternalVectors(file);
    test.skip(content === undefined, `${file} is missing`);
    const report = await page.evaluate(([name, given]) => Suites.run(name, given), [
      title,
      content,
    ] as const);
    console.log(`in Chromium: ${summary(title, report)}`);
    expect(report).toEqual(expected);
  }
}
