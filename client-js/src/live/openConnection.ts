import { BrokerError } from "../errors.js";
import type { FollowedChannel } from "../followedChannel.js";
import type { LiveCarrier } from "./liveCarrier.js";
import type { LiveReading } from "./liveReading.js";
import type { LiveSocket } from "./liveSocket.js";
import type { LiveWrites } from "./liveWrites.js";

/** How a try to be live went. */
export type LiveOutcome =
  /** There was no connection: networks block it, or the broker is away. */
  | "unopened"
  /** There was one, and another can be had at once. */
  | "over";

const TOKEN_EXPIRED = 4501;

/** What one open connection consists of. */
export interface OpenConnection {
  readonly carrier: LiveCarrier;
  /** If the carrier takes messages, too. */
  readonly socket: LiveSocket | undefined;
  readonly writes: LiveWrites;
  readonly reading: LiveReading;
  /** By the number of the ping whose answer tells it, a channel that is caught up with. */
  readonly follows: Map<number, FollowedChannel>;
  readonly told: Set<FollowedChannel>;
  phase: "hello" | "catching up" | "live";
  /** It was ended to be begun anew. */
  renewed: boolean;
  pings: number;
}

/** A number that no ping on this connection had. */
export function nextPing(open: OpenConnection): number {
  open.pings += 1;
  return open.pings;
}

/** Ends the connection, so that another begins at once. */
export function renew(open: OpenConnection): void {
  open.renewed = true;
  open.carrier.close();
}

/** @throws {BrokerError} If it is lost, or if the broker wants a pause. */
export function outcomeOf({ carrier: { end }, phase, renewed }: OpenConnection): LiveOutcome {
  if (renewed) {
    return "over";
  }
  if (phase === "hello") {
    return "unopened";
  }
  switch (end.code) {
    case TOKEN_EXPIRED:
      return "over";
    case 4503:
      throw new BrokerError("draining", "the broker is stopping", end);
    case 4529:
      throw new BrokerError("rate_limited", "too much at once", end);
    default:
      if (end.code >= 4400 && end.code < 4500) {
        return "unopened"; // HTTP tells why, or goes on.
      }
      throw new BrokerError("broker_unreachable", "the connection is lost", end);
  }
}
