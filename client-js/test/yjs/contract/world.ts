import * as Y from "yjs";

/** What y-websocket and the provider of a session have in common. */
export interface SharedProvider {
  readonly synced: boolean;
  on(name: string, callback: (...told: never[]) => void): unknown;
  connect(): void;
  disconnect(): void;
  destroy(): void;
}

/** Clients with one document each, their providers, and a line to each that can be harmed. */
export interface World {
  /** A provider that is not connected yet. */
  add(client: number, doc: Y.Doc): Promise<SharedProvider>;
  /** Ends the connection; no other comes about before {@link reach}. */
  cut(client: number): Promise<void>;
  reach(client: number): Promise<void>;
  /** From here on nothing gets through, though the connection stays. */
  hold(client: number): void;
  release(client: number): void;
  /** Resolves when those who are neither cut off nor held have what there is. */
  quiet(among: readonly number[]): Promise<void>;
  stop(): Promise<void>;
}

/** A world in which a member can be removed. */
export interface RemovingWorld extends World {
  /** Ends the connection for ever. */
  remove(client: number): Promise<void>;
}

export function haveTheSame(one: Y.Doc, other: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other));
}
