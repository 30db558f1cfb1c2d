import type { CallOptions } from "./callOptions.js";
import type { Emoji } from "./emojiWords.js";
import type { Member } from "./members.js";

/**
 * Seven emoji that two people compare by voice. They are the same on both screens only if each
 * device has the other's true key: one try at being in between succeeds once in 2^42.
 */
export interface Comparison {
  readonly with: Member;
  readonly emoji: readonly Emoji[];
  /** Says, signed and for everybody in the session, that they are the same. */
  confirm(call?: CallOptions): Promise<void>;
  /** Says, signed and for everybody in the session, that they are not: somebody is in between. */
  mismatch(call?: CallOptions): Promise<void>;
}

/** Another member wants to compare. */
export interface ComparisonRequest {
  readonly by: Member;
  /** Takes part. Resolves when both devices have shown what they committed to. */
  accept(call?: CallOptions): Promise<Comparison>;
  decline(): void;
}
