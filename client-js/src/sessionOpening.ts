import { Backoff } from "./backoff.js";
import type { Broker } from "./broker.js";
import { CheckpointStore } from "./checkpointStore.js";
import type { ClientOptions } from "./client.js";
import type { Device } from "./device.js";
import { Follower } from "./follower.js";
import type { Entered } from "./joining.js";
import type { Json } from "./json.js";
import { LiveLink } from "./live/liveLink.js";
import type { WebSocketClass } from "./live/liveSocket.js";
import { MemberAccess } from "./memberAccess.js";
import { MemberSession } from "./memberSession.js";
import { Outbox } from "./outbox.js";
import { WatermarkStore } from "./watermarks.js";

const MAX_BACKOFF_MS = 30_000;

/** What of a client its sessions share. */
export interface SessionSurroundings {
  readonly broker: Broker;
  readonly device: Device;
  readonly appUrl: string;
  readonly clock: () => number;
  readonly options: ClientOptions;
}

/** Connects to a session that this device has come into, and waits for the first try. */
export async function openSession<S extends Json>(
  { stored, token }: Entered,
  { broker, device, appUrl, clock, options }: SessionSurroundings,
  signal: AbortSignal | undefined,
): Promise<MemberSession<S>> {
  const { store, vault, memberships, keptLinks } = device;
  await memberships.change(stored, { lastUsedAt: clock() });
  const membership = await memberships.restore(stored);
  const { sid, mid, signingKey } = membership;
  const context = {
    origin: broker.origin,
    access: new MemberAccess(broker, sid, mid, signingKey, token),
    membership,
    memberships,
    watermarks: new WatermarkStore(store, sid),
    checkpoints: new CheckpointStore(store, sid),
    clock,
  };
  const { maxBackoffTime = MAX_BACKOFF_MS } = options;
  const follower = new Follower(context);
  const parts = {
    context,
    follower,
    live: new LiveLink(context, follower, webSocketOf(options), clock),
    outbox: new Outbox(store, vault, membership),
    store,
    receipt: stored.receipt ?? null,
    elsewhere: { broker, appUrl },
    inviteMaking: { appUrl, keptLinks, now: () => broker.now() },
    newBackoff: () => new Backoff(maxBackoffTime, Math.random),
    clock,
    options,
  };
  const { displayName, title, role } = stored;
  const session = new MemberSession<S>(parts, { displayName, title, role });
  session.connect();
  try {
    await session.attempted(signal);
  } catch (error) {
    session.destroy();
    throw error;
  }
  return session;
}

/** Older runtimes have none. */
function webSocketOf({
  WebSocketPolyfill = globalThis.WebSocket,
}: ClientOptions): WebSocketClass | undefined {
  return WebSocketPolyfill ?? undefined;
}
