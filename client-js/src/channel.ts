import type { CallOptions } from "./callOptions.js";
import type { Member } from "./members.js";
import type { RefusedFrame, Unsubscribe } from "./session.js";

/** A durable entry of a channel, read and checked. */
export interface ChannelEntry {
  /** Its place in the channel. */
  readonly seq: number;
  /** A replace stands for everything before it that its sender had read. */
  readonly kind: "append" | "replace";
  readonly payload: Uint8Array;
  /** Whose device signed it. */
  readonly by: Member;
  /** Whether this very session object wrote it. */
  readonly own: boolean;
}

/** Something passing: it was relayed to those who were connected, and is kept nowhere. */
export interface ChannelMessage {
  readonly payload: Uint8Array;
  readonly by: Member;
  /** Names the sender's run: one member may have several pages open. */
  readonly instance: string;
}

export interface ChannelEvents {
  /** In the order of the channel. */
  entry: (entry: ChannelEntry) => void;
  message: (message: ChannelMessage) => void;
  /** The member's last connection is gone. */
  gone: (member: string) => void;
  /** True once everything up to the broker's head has been read and checked. */
  sync: (synced: boolean) => void;
  refused: (frame: RefusedFrame) => void;
  /** The broker asks for a {@link Channel.replace}, so that newcomers have less to read. */
  compact: () => void;
}

/** One ordered, encrypted log of bytes that all members of a session share. */
export interface Channel {
  readonly name: string;
  readonly synced: boolean;
  /** What has been read and nothing replaced since, in order: all that a newcomer has to know. */
  readonly entries: readonly ChannelEntry[];
  /**
   * Adds an entry, after those that were added before. What cannot be sent now is kept, and sent
   * when the broker is reached again. Resolves with the entry's sequence number when it is stored.
   */
  append(payload: Uint8Array, call?: CallOptions): Promise<number>;
  /**
   * Replaces everything that was told by "entry" until now. Rejects with the code
   * "replace_outdated" if that was replaced meanwhile in a way that leaves nothing to do.
   */
  replace(payload: Uint8Array, call?: CallOptions): Promise<number>;
  /** Relays something to everybody who is connected now. Promises nothing. */
  send(payload: Uint8Array): void;
  on<K extends keyof ChannelEvents>(
    type: K,
    callback: ChannelEvents[K],
    options?: { readonly signal?: AbortSignal },
  ): Unsubscribe;
}
