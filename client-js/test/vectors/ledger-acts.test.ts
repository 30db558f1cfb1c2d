import { actsOf, type StatedAct } from "../../src/acts.js";
import { Roster } from "../../src/roster.js";
import { parseSessionId } from "../../src/sessionId.js";
import { parseEntry } from "../../src/statementEntry.js";
import { type Log } from "../foldedLog.js";
import { testVectors } from "../vectors.js";

testVectors<Log>("ledger-acts", {
  read: async ({ sid, entries }) => {
    let roster = Roster.begin(parseSessionId(sid));
    const acts: (readonly StatedAct[])[] = [];
    for (const entry of entries.map(parseEntry)) {
      acts.push(await actsOf(roster, entry));
      roster = await roster.apply(entry);
    }
    return { acts };
  },
  refusals: {},
});
