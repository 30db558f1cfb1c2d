import type { Bytes } from "./bytes.js";
import type { DeviceStore } from "./deviceStore.js";
import type { SessionId } from "./sessionId.js";

/** The hash that stood at a position: of a channel, or of the statement log. */
export interface Watermark {
  readonly position: number;
  readonly hash: Bytes;
}

/** The highest positions that any tab of this device has verified. */
export interface Watermarks {
  readonly log: Watermark | null;
  readonly channels: Readonly<Record<number, Watermark>>;
}

const NONE: Watermarks = { log: null, channels: {} };

/** What this device has seen of one session, so that nobody can show it less later. */
export class WatermarkStore {
  readonly #store: DeviceStore;
  readonly #key: string;

  constructor(store: DeviceStore, sid: SessionId) {
    this.#store = store;
    this.#key = watermarkKey(sid);
  }

  async load(): Promise<Watermarks> {
    return ((await this.#store.get(this.#key)) ?? NONE) as Watermarks;
  }

  /** Keeps the higher of what is kept and what is given, position by position. */
  async raise(seen: Watermarks): Promise<void> {
    await this.#store.update(this.#key, (value) => {
      const kept = (value ?? NONE) as Watermarks;
      const channels: Record<number, Watermark> = { ...kept.channels };
      for (const [channel, mark] of Object.entries(seen.channels)) {
        channels[Number(channel)] = higher(kept.channels[Number(channel)] ?? null, mark);
      }
      return { log: seen.log === null ? kept.log : higher(kept.log, seen.log), channels };
    });
  }
}

export function watermarkKey(sid: SessionId): string {
  return `seen/${sid}`;
}

function higher(kept: Watermark | null, mark: Watermark): Watermark {
  return kept !== null && kept.position >= mark.position ? kept : mark;
}
