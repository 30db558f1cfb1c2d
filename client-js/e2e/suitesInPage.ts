import { PUBLIC_SUITES } from "../test/suites/publicSuites.js";
import type { SuiteReport } from "../test/suites/suiteRun.js";

export { hasWebCryptoEd25519 } from "../src/ed25519.js";

export function run(title: string, content: unknown): Promise<SuiteReport> {
  const suite = PUBLIC_SUITES.find((each) => each.title === title);
  if (suite === undefined) {
    throw new Error(`no suite ${title}`);
  }
  return suite.run(content);
}
