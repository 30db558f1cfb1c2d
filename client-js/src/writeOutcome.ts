import { type Bytes, equalBytes } from "./bytes.js";
import type { ChannelReader } from "./channelReader.js";
import { DishonestBrokerError } from "./dishonestBroker.js";

/** What the broker said of a write. */
export type WriteOutcome =
  | { readonly type: "stored"; readonly seq: number; readonly frame: Bytes }
  /** With the frames that it says it did not store. */
  | { readonly type: "head_moved"; readonly head: number; readonly refused: readonly Bytes[] };

/**
 * Whether a write is stored, by what the broker shows once the channel is read up to there: a frame
 * that was refused and stands there counts, and must not be written a second time.
 *
 * @throws {DishonestBrokerError} If another frame stands in the place of an acknowledged one.
 */
export function isStored(outcome: WriteOutcome, reader: ChannelReader): boolean {
  switch (outcome.type) {
    case "stored": {
      const shown = reader.frameAt(outcome.seq) ?? outcome.frame;
      if (!equalBytes(shown, outcome.frame)) {
        const message = "the broker acknowledged a frame and shows another in its place";
        const evidence = [outcome.frame, shown];
        throw new DishonestBrokerError({ kind: "gap", message, evidence });
      }
      return true;
    }
    case "head_moved":
      return outcome.refused.some((frame) => reader.hasRead(frame));
  }
}
