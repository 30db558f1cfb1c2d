import type { SealedWrite } from "./channelWriter.js";
import { parseFrame } from "./frame.js";
import type { KeptFrame, KeptWrite } from "./outbox.js";

/** What to write: a replace covers what was there when it was made, and not what comes meanwhile. */
export type ChannelWrite = Pick<KeptWrite, "kind" | "payload" | "covers">;

export interface PendingWrite extends ChannelWrite {
  readonly place: string;
  /** Of what was last done to keep it, if anything was. */
  kept: Promise<void> | undefined;
  sealed: SealedWrite | undefined;
  /** How often it was sealed in this epoch. */
  seals: number;
  /** The broker has taken a frame of its instance that is no older: then it has taken this one. */
  overtaken: boolean;
  /** Whether an earlier page sealed it: it may have been read before this queue was told of it. */
  restored: boolean;
  /** Whether it is under way, on this connection. */
  sent: boolean;
  readonly stored: (seq: number) => void;
  readonly failed: (error: unknown) => void;
}

/** A frame that an earlier page has made. */
export function restoreWrite({ frame, head }: KeptFrame, covers: number | undefined): SealedWrite {
  const { header } = parseFrame(frame);
  const write = { channel: header.channel, frame, condition: { type: "any" } } as const;
  return { header, head, write: covers === undefined ? write : { ...write, covers } };
}
