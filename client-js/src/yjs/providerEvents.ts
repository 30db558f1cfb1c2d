import type { SessionProvider } from "./sessionProvider.js";

export type AuthorizedScope = "read-write" | "readonly";

export interface SyncStatus {
  /** Everything that the broker has is in the document. */
  readonly synced: boolean;
  /** How many changes made here the broker has not stored yet. */
  readonly unsyncedChanges: number;
}

/** Names and arguments of y-websocket 3.1.0; below the line, what it does not have. */
export interface ProviderEvents {
  status: (event: { status: "connecting" | "connected" | "disconnected" }) => void;
  sync: (synced: boolean) => void;
  synced: (synced: boolean) => void;
  /** Null when it was closed here. */
  "connection-close": (event: CloseEvent | null, provider: SessionProvider) => void;
  "connection-error": (event: Event, provider: SessionProvider) => void;
  /** No more tries by itself. Last of the events of a close: `connect` may be called here. */
  closed: (event: { code: number; reason: string }, provider: SessionProvider) => void;
  // ---
  "sync-status": (status: SyncStatus) => void;
  unsyncedChanges: (event: { number: number }) => void;
  /** Entries that are no Yjs updates, so far. Whoever wrote them, the document is as before. */
  "decrypt-error": (event: { count: number }) => void;
  /** A change that stays here: this member only looks, or it is too large for one frame. */
  error: (error: Error) => void;
}
