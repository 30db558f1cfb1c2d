import { verifyLedgerFile } from "../../src/verifyLedgerFile.js";
import { testVectors } from "../vectors.js";

interface Given {
  readonly lines: readonly string[];
  readonly policy: string | null;
}

testVectors<Given>("ledger-export", {
  read: async ({ lines, policy }) => {
    const file = lines.map((line) => `${line}\n`).join("");
    const verdict = await verifyLedgerFile(file, policy ?? undefined);
    if (!verdict.ok) {
      const { ok, brokenAt, code } = verdict;
      return { ok, brokenAt, code };
    }
    const { ok, entries, checkpoints, cosigned } = verdict;
    return { ok, entries, checkpoints, cosigned };
  },
  refusals: {},
});
