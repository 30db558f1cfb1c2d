import type { ChannelEntry } from "../channel.js";
import type { Json } from "../json.js";
import type { Member } from "../members.js";
import type { Role } from "../role.js";
import { FakeClock } from "./fakeClock.js";
import { MemorySession } from "./memorySession.js";

export interface Write {
  readonly kind: ChannelEntry["kind"];
  readonly payload: Uint8Array;
  readonly covers: number;
  readonly stored: (seq: number) => void;
  readonly refused: (error: Error) => void;
}

type Stored = Omit<ChannelEntry, "own"> & { readonly covers: number };

/** A state as it is stored: as JSON, so that nobody holds what another one changes. */
interface StoredState {
  readonly text: string;
  readonly version: number;
  readonly by: Member;
}

/**
 * One session whose members are all in this page, for tests of applications: what a real broker and
 * its clients promise about order, state, channels, presence and lost connections, without network,
 * keys, invites or ledger.
 */
export class MemoryBroker {
  readonly clock = new FakeClock();
  readonly sessions: MemorySession[] = [];
  readonly #logs = new Map<string, { head: number; entries: Stored[] }>();
  #state: StoredState | undefined;
  #members = 0;

  /** A member’s view of the session. Give the ID of another one for one member with two pages. */
  join<S extends Json = Json>(
    name: string,
    role: Role = "editor",
    id = `member-${String(++this.#members)}`,
  ): MemorySession<S> {
    const session = new MemorySession<S>(this, { id, name, role });
    this.sessions.push(session as unknown as MemorySession);
    for (const other of this.sessions) {
      other.peopleChanged();
    }
    return session;
  }

  get state(): StoredState | undefined {
    return this.#state;
  }

  log(channel: string): { head: number; entries: Stored[] } {
    const log = this.#logs.get(channel) ?? { head: 0, entries: [] };
    this.#logs.set(channel, log);
    return log;
  }

  store(channel: string, write: Write, by: Member): number {
    const log = this.log(channel);
    if (write.kind === "replace") {
      log.entries = log.entries.filter(({ seq }) => seq > write.covers);
    }
    const { kind, payload, covers } = write;
    log.entries.push({ seq: ++log.head, kind, payload, by, covers });
    this.spread();
    return log.head;
  }

  storeState(text: string, by: Member): void {
    this.#state = { text, version: (this.#state?.version ?? 0) + 1, by };
    this.spread();
  }

  spread(): void {
    for (const session of this.sessions) {
      session.wake();
    }
  }

  get connected(): MemorySession[] {
    return this.sessions.filter(({ status }) => status === "connected");
  }

  /** Everybody is cut off and comes back; what is stored stays. */
  restart(): void {
    const cut = this.connected;
    cut.forEach((session) => {
      session.cut();
    });
    cut.forEach((session) => {
      session.reach();
    });
  }
}
