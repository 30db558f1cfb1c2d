import type { Json } from "../json.js";
import { settled } from "./fakeClock.js";
import type { MemorySession } from "./memorySession.js";

/**
 * Waits until nothing moves any more, and throws unless all of these sessions have the same state, and
 * the same entries in the channels of these names.
 */
export async function expectConverged<S extends Json>(
  sessions: readonly MemorySession<S>[],
  channels: readonly string[] = [],
): Promise<void> {
  await settled();
  const [first, ...others] = sessions.map((session) => seen(session, channels));
  for (const [at, other] of others.entries()) {
    if (other !== first) {
      const names = [sessions[0], sessions[at + 1]].map((session) => session?.self.name ?? "");
      throw new Error(`${names.join(" and ")} differ:\n${String(first)}\n${other}`);
    }
  }
}

function seen<S extends Json>(session: MemorySession<S>, channels: readonly string[]): string {
  const entries = channels.map((name) =>
    session.channel(name).entries.map(({ seq, payload }) => [seq, [...payload]]),
  );
  return JSON.stringify({ state: session.get() ?? null, channels: entries });
}
