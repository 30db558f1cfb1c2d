import type { Awareness } from "y-protocols/awareness";

import type { ProviderSession } from "./providerSession.js";
import type { SessionProvider } from "./sessionProvider.js";

export interface ProviderOptions {
  /** False: not before {@link SessionProvider.connect}. */
  readonly connect?: boolean;
  readonly awareness?: Awareness;
  /** The channel, so that a session may have several documents. "" unless it is given. */
  readonly name?: string;
  /**
   * How many milliseconds changes are collected before they are sent. Without it a change is sent
   * at once, and those made until it is stored are sent together.
   */
  readonly flushDelay?: false | number;
  /** As in y-websocket: asked after a close that was not made here. */
  readonly shouldReconnect?: (event: CloseEvent, provider: SessionProvider) => boolean;

  // What y-websocket takes and a session decides itself. It is kept as a field and has no effect.
  readonly params?: Record<string, string>;
  readonly protocols?: string[];
  readonly WebSocketPolyfill?: typeof WebSocket;
  readonly resyncInterval?: number;
  readonly maxBackoffTime?: number;
  readonly disableBc?: boolean;
}

/** For the arguments in the order of y-websocket; the room is the channel. */
export interface SessionOptions extends Omit<ProviderOptions, "name"> {
  readonly session: ProviderSession | Promise<ProviderSession>;
}
