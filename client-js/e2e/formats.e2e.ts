import { expect, test } from "./fixtures.js";
import { openWith } from "./pageScript.js";

test("a browser keeps keys, wraps them, seals and opens", async ({ page }) => {
  await openWith(page, "formatsInPage.ts", "Formats");
  expect(await page.evaluate("Formats.hasWebCryptoEd25519()")).toBe(true);
  expect(await page.evaluate('Formats.sealAndOpen("hello")')).toBe("hello");
});
