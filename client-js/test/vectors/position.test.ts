import { parseMemberId } from "../../src/memberId.js";
import { foldLog, type Log } from "../foldedLog.js";
import { testVectors } from "../vectors.js";

interface Place {
  readonly mid: string;
  readonly channel: number;
  readonly seq: number;
}

testVectors<Log & { readonly places: readonly Place[] }>("position", {
  read: async ({ places, ...log }) => {
    const roster = await foldLog(log);
    return {
      places: places.map(({ mid, channel, seq }) => ({
        epoch: roster.epochAt(channel, seq),
        role: roster.roleAt(parseMemberId(mid), channel, seq) ?? null,
      })),
    };
  },
  refusals: {},
});
