import type { Bytes } from "./bytes.js";
import type { ChannelWriter } from "./channelWriter.js";
import { sayCompared } from "./comparedStatement.js";
import { Comparing } from "./comparing.js";
import type { ComparisonRequest } from "./comparison.js";
import type { Connection } from "./connection.js";
import type { Follower } from "./follower.js";
import type { FrameRoute } from "./frameRoute.js";
import type { JsonObject } from "./json.js";
import type { MemberId } from "./memberId.js";
import type { Member } from "./members.js";
import { type Passing, PassingFrames } from "./passingFrames.js";
import { Presence } from "./presence.js";
import type { MemberContext } from "./rosterFollower.js";
import type { Other, SessionStatus } from "./session.js";
import type { SessionChannels } from "./sessionChannels.js";
import type { SessionTroubles } from "./sessionTroubles.js";

export interface TrafficParts {
  readonly context: MemberContext;
  readonly follower: Follower;
  readonly connection: Connection;
  readonly route: FrameRoute;
  /** Of the channel that has presence. */
  readonly writer: ChannelWriter;
  readonly channels: SessionChannels;
  readonly troubles: SessionTroubles;
  readonly memberOf: (id: MemberId) => Member | undefined;
  readonly others: (others: readonly Other[]) => void;
  readonly asked: (request: ComparisonRequest) => void;
  /** Something came from a member, whatever it is. */
  readonly passed: (passing: Passing) => void;
}

const PRESENCE_CHANNEL = 0;

/** What members show and tell each other in passing: sealed, relayed, and kept nowhere. */
export class PassingTraffic {
  readonly comparing: Comparing;
  readonly #parts: TrafficParts;
  readonly #frames: PassingFrames;
  readonly #presence: Presence;

  constructor(parts: TrafficParts) {
    const { context, follower, writer, channels, connection, memberOf } = parts;
    const { people } = follower;
    const self = context.membership.mid;
    const { clock } = context;
    const send = (payload: Bytes): void => void this.tell(payload);
    this.#parts = parts;
    this.#frames = new PassingFrames(
      people,
      (header) => writer.hasMade(header) || channels.hasMade(header),
    );
    this.#presence = new Presence({
      self,
      clock,
      random: Math.random,
      memberOf,
      send,
      changed: parts.others,
    });
    this.comparing = new Comparing({
      self,
      connection,
      roster: () => people.roster,
      memberOf,
      send,
      say: (pair, match, signal) => sayCompared(context, people, pair, match, signal),
      asked: parts.asked,
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
    if (passing !== undefined) {
      this.#parts.passed(passing);
    }
    if (passing?.channel === PRESENCE_CHANNEL) {
      this.#presence.receive(passing);
      await this.comparing.receive(passing);
    } else if (passing !== undefined) {
      this.#parts.channels.receive(passing);
    }
  }

  /** Tells it to everybody who is there. */
  tell(payload: Bytes): Promise<void> {
    return this.relay(this.#parts.writer, payload);
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
