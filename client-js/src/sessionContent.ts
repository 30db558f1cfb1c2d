import type { Backoff } from "./backoff.js";
import { ChannelRenewal } from "./channelRenewal.js";
import { ChannelWriter } from "./channelWriter.js";
import type { Connection } from "./connection.js";
import type { Emitter } from "./emitter.js";
import type { Follower } from "./follower.js";
import { FrameRoute } from "./frameRoute.js";
import type { Json } from "./json.js";
import type { LiveLink } from "./live/liveLink.js";
import type { MemberId } from "./memberId.js";
import type { Member } from "./members.js";
import type { Outbox } from "./outbox.js";
import type { Passing } from "./passingFrames.js";
import { PassingTraffic } from "./passingTraffic.js";
import type { MemberContext } from "./rosterFollower.js";
import type { SessionEvents } from "./session.js";
import { SessionChannels } from "./sessionChannels.js";
import type { SessionTroubles } from "./sessionTroubles.js";
import { StateChannel } from "./stateChannel.js";
import type { UnsyncedChanges } from "./unsyncedChanges.js";

export interface ContentParts {
  readonly context: MemberContext;
  readonly follower: Follower;
  readonly live: LiveLink;
  readonly connection: Connection;
  readonly troubles: SessionTroubles;
  readonly unsynced: UnsyncedChanges;
  readonly outbox: Outbox;
  readonly newBackoff: () => Backoff;
  readonly clock: () => number;
  readonly mayWrite: () => boolean;
  readonly memberOf: (id: MemberId) => Member | undefined;
  /** Something came from a member that is kept nowhere. */
  readonly passed: (passing: Passing) => void;
}

/** What members share in a session: the state, the channels, and what passes. */
export class SessionContent<S extends Json> {
  readonly state: StateChannel<S>;
  readonly channels: SessionChannels;
  readonly passing: PassingTraffic;
  readonly renewal: ChannelRenewal;

  constructor(parts: ContentParts, events: Emitter<SessionEvents<S>>) {
    const { context, follower, live, newBackoff } = parts;
    const route = new FrameRoute(context.access, live, newBackoff);
    this.state = new StateChannel<S>(
      { ...parts, newWriter: (channel) => new ChannelWriter(context, follower, channel, route) },
      {
        change: events.to("change"),
        refused: events.to("refused"),
        synced: (synced) => {
          this.renewal.watch();
          events.emit("sync", synced);
        },
      },
    );
    const { writer } = this.state;
    this.channels = new SessionChannels(context, {
      ...parts,
      route,
      relay: (line, payload) => void this.passing.relay(line.writer, payload),
    });
    this.passing = new PassingTraffic({
      ...parts,
      route,
      writer,
      channels: this.channels,
      others: events.to("others"),
      asked: events.to("compare"),
    });
    this.renewal = new ChannelRenewal({ ...parts, state: this.state, channels: this.channels });
  }

  /** Frames are those of new instances from here on. */
  renewInstances(): void {
    this.state.writer.renewInstance();
    this.channels.renewInstances();
  }
}
