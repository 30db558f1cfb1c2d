import type { Bytes } from "./bytes.js";

/** What must hold of the channel for a write to count. */
export type WriteCondition =
  | { readonly type: "any" }
  | { readonly type: "at_head"; readonly head: number }
  | { readonly type: "unwritten" };

/** A sealed frame on its way to the broker. */
export interface FrameWrite {
  readonly channel: number;
  readonly frame: Bytes;
  /** Of a replace: up to where the broker forgets. An append has none. */
  readonly covers?: number;
  readonly condition: WriteCondition;
}
