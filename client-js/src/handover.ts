import type { CallOptions } from "./callOptions.js";
import type { Emoji } from "./emojiWords.js";
import type { Unsubscribe } from "./session.js";

/** Another device that has opened the link and wants to take this one's place. */
export interface HandoverRequest {
  /** How it calls itself: whoever has the link can say anything. */
  readonly device: string;
  /** What its screen shows if it is the device that it seems to be. */
  readonly emoji: readonly Emoji[];
  /**
   * Gives it this member's place. Resolves when it has taken it: then this session is closed, as
   * "moved".
   */
  confirm(call?: CallOptions): Promise<void>;
  refuse(): Promise<void>;
}

/** A link by which one other device can take this one's place, once and for five minutes. */
export interface Handover {
  readonly link: string;
  readonly expiresAt: Date;
  /** The link as QR code: an SVG document. */
  qr(): string;
  /** Calls back when a device has opened the link, at once if one has already. */
  onRequest(callback: (request: HandoverRequest) => void): Unsubscribe;
  /**
   * Resolves when the other device has taken this one's place. Rejects with `handover_expired`,
   * `handover_refused` or `aborted` if it will not any more.
   */
  whenMoved(call?: CallOptions): Promise<void>;
  /** The link is good for nothing any more. */
  cancel(): void;
}

/** What a device shows that receives a membership, while the other one is to be asked. */
export interface HandoverWaiting {
  readonly emoji: readonly Emoji[];
}

export interface ReceiveHandoverOptions extends CallOptions {
  /** For the person to recognise it on the other device, such as "Firefox on Android". */
  readonly deviceName: string;
  /** Called when the emoji are known: the other device shows the same. */
  readonly onWaiting?: (waiting: HandoverWaiting) => void;
}
