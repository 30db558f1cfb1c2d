import type { Json } from "./json.js";
import { settled } from "./testing/fakeClock.js";
import { MemoryBroker } from "./testing/memoryBroker.js";
import type { MemorySession } from "./testing/memorySession.js";

export { expectConverged } from "./testing/converged.js";
export { type FakeClock, settled } from "./testing/fakeClock.js";
export type { MemoryBroker } from "./testing/memoryBroker.js";
export type { MemoryChannel } from "./testing/memoryChannel.js";
export type { MemorySession, TestSession } from "./testing/memorySession.js";

/**
 * Makes a session that is in this page alone, for tests of applications. It has no keys and no
 * invites: members {@link MemoryBroker.join} by name and role. What it promises is what a real one
 * does about state, channels, presence, roles and lost connections; time is its own clock.
 */
export function createMemoryBroker(): MemoryBroker {
  return new MemoryBroker();
}

/** A host and an editor in one session, both connected. */
export async function createPair<S extends Json = Json>(
  initialState?: S,
): Promise<{
  readonly broker: MemoryBroker;
  readonly host: MemorySession<S>;
  readonly guest: MemorySession<S>;
}> {
  const broker = createMemoryBroker();
  const host = broker.join<S>("Ana", "host");
  const guest = broker.join<S>("Ben");
  if (initialState !== undefined) {
    await host.initialize(initialState);
  }
  await settled();
  return { broker, host, guest };
}
