import { type ChannelWriter } from "./channelWriter.js";
import { type Connection } from "./connection.js";
import { type Follower } from "./follower.js";
import { type FrameRoute } from "./frameRoute.js";
import type { JsonObject } from "./json.js";
import { type MemberId } from "./memberId.js";
import type { Member } from "./members.js";
import { PassingFrames } from "./passingFrames.js";
import { Presence } from "./presence.js";
import type { Other, SessionStatus } from "./session.js";
import { type SessionChannels } from "./sessionChannels.js";
import { type SessionTroubles } from "./sessionTroubles.js";

export interface TrafficParts {
  readonly self: MemberId;
  readonly follower: Follower;
  readonly connection: Connection;
  readonly route: FrameRoute;
  /** Of the channel that has presence. */
  readonly writer: ChannelWriter;
  readonly channels: SessionChannels;
  readonly troubles: SessionTroubles;
  readonly clock: () => number;
  readonly memberOf: (id: MemberId) => Member | undefined;
  readonly others: (others: readonly Other[]) => void;
}

const PRESENCE_CHANNEL = 0;

/** What members show and tell each other in passing: sealed, relayed, and kept nowhere. */
export class PassingTraffic {
  readonly #parts: TrafficParts;
  readonly #frames: PassingFrames;
  readonly #presence: Presence;

  constructor(parts: TrafficParts) {
    const { self, follower, writer, channels, clock, memberOf } = parts;
    this.#parts = parts;
    this.#frames = new PassingFrames(
      follower.people,
      (header) => writer.hasMade(header) || channels.hasMade(header),
    );
    this.#presence = new Presence({
      self,
      clock,
      random: Math.random,
      memberOf,
      send: (payload) => void this.relay(writer, payload),
      changed: parts.others,
    });
  }

  get others(): readonly Other[] {
    return this.#presence.others;
  }

  show(patch: JsonObject): void {
    this.#presence.update(patch);
  }

  follow(status: SessionStatus): void {
    if (status === "connected") {
      this.#presence.begin();
    } else {
      this.end();
    }
  }

  end(): void {
    this.#presence.end();
  }

  async receive(frame: Uint8Array<ArrayBuffer>): Promise<void> {
    const passing = await this.#frames.open(frame);
    if (passing?.channel === PRESENCE_CHANNEL) {
      this.#presence.receive(passing);
    } else if (passing !== undefined) {
      this.#parts.channels.receive(passing);
    }
  }

  /** What was shown under the last key may have passed by those who had the next one already. */
  rekeyed(): void {
    this.#presence.repeat();
  }

  left(member: MemberId): void {
    this.#presence.left(member);
    this.#parts.channels.left(member);
  }

  membersChanged(): void {
    this.#presence.membersChanged();
  }

  /** What nobody waits for: who is not there now misses it. */
  async relay(writer: ChannelWriter, payload: Uint8Array): Promise<void> {
    const { connection, route, troubles } = this.#parts;
    await troubles.during(() =>
      connection.run(undefined, async (signal) => {
        if (connection.status === "connected" && writer.hasKey) {
          await route.relay(await writer.sealPassing("ephemeral", payload.slice()), signal);
        }
      }),
    );
  }
}
