import { encodeBase64Url } from "../base64Url.js";
import { type Bytes } from "../bytes.js";
import { BrokerError } from "../errors.js";
import { type FollowedChannel } from "../followedChannel.js";
import { type Follower } from "../follower.js";
import { type FrameWrite } from "../frameWrite.js";
import { makeHelloProof } from "../helloProof.js";
import { type MemberId } from "../memberId.js";
import { type MemberContext } from "../rosterFollower.js";
import { abortable } from "../signals.js";
import {
  encodeEphemeral,
  encodeFollow,
  encodeHello,
  encodePing,
  encodeToken,
  encodeWrite,
} from "./clientMessage.js";
import { Heartbeat } from "./heartbeat.js";
import { LiveReading } from "./liveReading.js";
import { LiveSocket, type WebSocketClass } from "./liveSocket.js";
import { LiveWrites } from "./liveWrites.js";
import { type ServerMessage } from "./serverMessage.js";

/** What a live connection tells of, beside what it reads. */
export interface LiveListener {
  /** Everything up to the welcome is read. */
  live(): void;
  passing(frame: Bytes): void;
  left(member: MemberId): void;
  compact(channel: number): void;
}

/** How a try to be live went. */
export type LiveOutcome =
  /** There was no connection: networks block it, or the broker is away. */
  | "unopened"
  /** There was one, and another can be had at once. */
  | "over";

const OPEN_WITHIN_MS = 5_000;
const TOKEN_EXPIRED = 4501;

/** What one open connection consists of. */
interface Open {
  readonly socket: LiveSocket;
  readonly writes: LiveWrites;
  readonly reading: LiveReading;
  readonly heartbeat: Heartbeat;
  /** By the number of the ping whose answer tells it, a channel that is caught up with. */
  readonly follows: Map<number, FollowedChannel>;
  readonly told: Set<FollowedChannel>;
  phase: "hello" | "catching up" | "live";
  pings: number;
}

/** The live connection of one member, one socket after the other. PROTOCOL.md §9. */
export class LiveLink {
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #WebSocket: WebSocketClass | undefined;
  readonly #clock: () => number;
  #open: Open | undefined;

  constructor(
    context: MemberContext,
    follower: Follower,
    WebSocket: WebSocketClass | undefined,
    clock: () => number,
  ) {
    this.#context = context;
    this.#follower = follower;
    this.#WebSocket = WebSocket;
    this.#clock = clock;
  }

  /** Whether there is anything to connect with. */
  get isPossible(): boolean {
    return this.#WebSocket !== undefined;
  }

  get takesWrites(): boolean {
    return this.#open !== undefined && this.#open.phase !== "hello";
  }

  /** Connects, and stays so as long as it goes. */
  async run(listener: LiveListener, signal: AbortSignal): Promise<LiveOutcome> {
    if (this.#WebSocket === undefined) {
      return "unopened";
    }
    const { sid } = this.#context.membership;
    const url = new URL(`/v1/sessions/${sid}/live`, this.#context.origin);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new LiveSocket(url.href, this.#WebSocket);
    const open = this.#begin(socket, signal);
    try {
      return await this.#converse(open, listener, signal);
    } finally {
      this.#open = undefined;
      open.heartbeat.stop();
      socket.close();
      open.writes.end();
    }
  }

  /** Frames of the channel from here on; false if there is no connection to ask. */
  follow(channel: FollowedChannel): boolean {
    const open = this.#open;
    if (open?.phase !== "live") {
      return open !== undefined; // It is asked for when the others are there.
    }
    open.told.add(channel);
    open.socket.send(encodeFollow(channel.number, channel.reader.head));
    open.pings += 1;
    open.follows.set(open.pings, channel);
    open.socket.send(encodePing(open.pings));
    return true;
  }

  write(write: FrameWrite, signal: AbortSignal): Promise<number> {
    const open = this.#open;
    if (open === undefined) {
      return Promise.reject(new BrokerError("broker_unreachable", "there is no connection"));
    }
    const { ref, answer } = open.writes.begin(write);
    open.socket.send(encodeWrite(ref, write));
    return abortable(answer, signal);
  }

  relay(frame: Bytes): void {
    this.#open?.socket.send(encodeEphemeral(frame));
  }

  /** The connection may be dead without knowing. False if there is none. */
  probe(): boolean {
    this.#open?.heartbeat.probe();
    return this.#open !== undefined;
  }

  #begin(socket: LiveSocket, signal: AbortSignal): Open {
    const ping = (): void => {
      open.pings += 1;
      socket.send(encodePing(open.pings));
    };
    const open: Open = {
      socket,
      writes: new LiveWrites(),
      reading: new LiveReading(this.#follower, signal),
      heartbeat: new Heartbeat({
        clock: this.#clock,
        ping,
        dead: () => {
          socket.close();
        },
        tick: () => {
          void this.#renewToken(open);
        },
      }),
      follows: new Map(),
      told: new Set(),
      phase: "hello",
      pings: 0,
    };
    this.#open = open;
    return open;
  }

  async #converse(open: Open, listener: LiveListener, signal: AbortSignal): Promise<LiveOutcome> {
    const { socket } = open;
    const patience = setTimeout(() => {
      if (open.phase === "hello") {
        socket.close();
      }
    }, OPEN_WITHIN_MS);
    try {
      for (;;) {
        const messages = await abortable(socket.next(), signal);
        if (messages === undefined) {
          return outcomeOf(open);
        }
        open.heartbeat.heard();
        await this.#takeAll(open, messages, listener);
      }
    } finally {
      clearTimeout(patience);
    }
  }

  async #takeAll(
    open: Open,
    messages: readonly ServerMessage[],
    listener: LiveListener,
  ): Promise<void> {
    const { reading, writes } = open;
    const acked: { readonly ref: number; readonly seq: number }[] = [];
    for (const message of messages) {
      if (message.type === "frame") {
        reading.arrive(message.channel, message);
      } else if (message.type === "acked") {
        const { ref, seq } = message;
        const written = writes.of(ref);
        if (written !== undefined) {
          reading.arrive(written.channel, { seq, frame: written.frame });
        }
        acked.push({ ref, seq });
      } else {
        await reading.read();
        await this.#take(open, message, listener);
      }
    }
    await reading.read();
    for (const { ref, seq } of acked) {
      writes.stored(ref, seq);
    }
  }

  async #take(
    open: Open,
    message: Exclude<ServerMessage, { type: "frame" | "acked" }>,
    listener: LiveListener,
  ): Promise<void> {
    const { reading, writes, told } = open;
    switch (message.type) {
      case "challenge":
        await this.#hello(open, message.nonce);
        break;
      case "welcome":
        await reading.welcome(message.size, message.heads);
        open.phase = "catching up";
        break;
      case "live":
        for (const channel of told) {
          reading.complete(channel);
        }
        open.phase = "live";
        listener.live();
        for (const channel of this.#follower.channels) {
          if (!told.has(channel)) {
            this.follow(channel);
          }
        }
        break;
      case "refused":
        writes.refused(message.ref, message.problem);
        break;
      case "ephemeral":
        listener.passing(message.frame);
        break;
      case "statement":
        await reading.statement(message.position, message.entry);
        break;
      case "name":
        await reading.name(message.version, message.frame);
        break;
      case "compact":
        listener.compact(message.channel);
        break;
      case "left":
        listener.left(message.member);
        break;
      case "pong": {
        const channel = open.follows.get(message.echo);
        open.follows.delete(message.echo);
        if (channel !== undefined) {
          reading.complete(channel);
        }
        break;
      }
      case "bye":
        break; // The socket keeps it for the end.
    }
  }

  async #hello(open: Open, nonce: Bytes): Promise<void> {
    const { access, membership, origin } = this.#context;
    const { roster, namesVersion } = this.#follower.people;
    const accessToken = (await access.currentToken()).text;
    const { sid, mid, signingKey } = membership;
    const hello = { sid, origin, member: mid, accessToken, nonce: encodeBase64Url(nonce) };
    const proof = await makeHelloProof(hello, signingKey);
    const { channels } = this.#follower;
    channels.forEach((channel) => open.told.add(channel));
    open.socket.send(
      encodeHello({
        accessToken,
        proof,
        logSize: roster.size,
        namesVersion,
        channels: channels.map(({ number, reader }) => ({ channel: number, after: reader.head })),
      }),
    );
  }

  /** The connection lasts as long as there is a token for it. */
  async #renewToken(open: Open): Promise<void> {
    const { access } = this.#context;
    if (open.phase !== "hello" && access.needsToken) {
      try {
        open.socket.send(encodeToken((await access.currentToken()).text));
      } catch {
        // Tried again at the next beat; without a new one the broker ends the connection.
      }
    }
  }
}

function outcomeOf({ socket: { end }, phase }: Open): LiveOutcome {
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
