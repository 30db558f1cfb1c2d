import { hkdf } from "../../src/hashes.js";
import { fromHex, toHex } from "../hex.js";
import { attempt, SuiteRun, type SuiteReport } from "./suiteRun.js";

interface HkdfFile {
  readonly testGroups: readonly {
    readonly tests: readonly {
      readonly tcId: number;
      readonly ikm: string;
      readonly salt: string;
      readonly info: string;
      readonly size: number;
      readonly okm: string;
      readonly result: "valid" | "invalid";
    }[];
  }[];
}

/** Invalid are the cases that ask for more than 255 hashes. */
export async function runHkdf(file: HkdfFile): Promise<SuiteReport> {
  const run = new SuiteRun();
  for (const { tcId, ikm, salt, info, size, okm, result } of file.testGroups.flatMap(
    ({ tests }) => tests,
  )) {
    const derived = await attempt(
      async () => toHex(await hkdf(fromHex(ikm), fromHex(salt), fromHex(info), size)),
      null,
    );
    run.check(`case ${String(tcId)}`, derived === (result === "valid" ? okm : null));
  }
  return run.report();
}
