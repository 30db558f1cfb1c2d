import { encodeBase64Url } from "../base64Url.js";
import type { BrokerRequest } from "../broker.js";
import type { Bytes } from "../bytes.js";
import { BrokerError } from "../errors.js";
import type { FollowedChannel } from "../followedChannel.js";
import type { Follower } from "../follower.js";
import type { FrameWrite } from "../frameWrite.js";
import { makeHelloProof } from "../helloProof.js";
import type { MemberId } from "../memberId.js";
import type { MemberContext } from "../rosterFollower.js";
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
import type { LiveCarrier } from "./liveCarrier.js";
import { LiveReading } from "./liveReading.js";
import { LiveSocket, type WebSocketClass } from "./liveSocket.js";
import { LiveStream } from "./liveStream.js";
import { LiveWrites } from "./liveWrites.js";
import {
  nextPing,
  type OpenConnection,
  outcomeOf,
  renew,
  type LiveOutcome,
} from "./openConnection.js";
import type { ServerMessage } from "./serverMessage.js";

/** What a live connection tells of, beside what it reads. */
export interface LiveListener {
  /** Everything up to the welcome is read. */
  live(): void;
  passing(frame: Bytes): void;
  left(member: MemberId): void;
  compact(channel: number): void;
  /** The newest one of the ledger, as the broker signed it. */
  checkpoint(note: string): void;
}

const OPEN_WITHIN_MS = 5_000;
const LOOK_MS = 5_000;

/** The live connection of one member, one carrier after the other. PROTOCOL.md §9. */
export class LiveLink {
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #WebSocket: WebSocketClass | undefined;
  readonly #clock: () => number;
  #open: OpenConnection | undefined;
  #heartbeat: Heartbeat | undefined;

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

  /** Whether there are WebSockets at all. */
  get hasSockets(): boolean {
    return this.#WebSocket !== undefined;
  }

  get takesWrites(): boolean {
    return this.#open?.socket !== undefined && this.#open.phase !== "hello";
  }

  /** Connects by a WebSocket, and stays so as long as it goes. */
  async runSocket(listener: LiveListener, signal: AbortSignal): Promise<LiveOutcome> {
    if (this.#WebSocket === undefined) {
      return "unopened";
    }
    const { sid } = this.#context.membership;
    const url = new URL(`/v1/sessions/${sid}/live`, this.#context.origin);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new LiveSocket(url.href, this.#WebSocket);
    const open = this.#begin(socket, socket, signal);
    const heartbeat = new Heartbeat({
      clock: this.#clock,
      ping: () => {
        socket.send(encodePing(nextPing(open)));
      },
      dead: () => {
        socket.close();
      },
      tick: () => {
        void this.#renewToken(open, socket);
      },
    });
    this.#heartbeat = heartbeat;
    try {
      return await this.#converse(open, listener, signal);
    } finally {
      heartbeat.stop();
      this.#heartbeat = undefined;
    }
  }

  /**
   * The same by a stream of events. It takes no writes.
   *
   * @param isOver asked now and then, whether something better is to be tried
   */
  async runStream(
    listener: LiveListener,
    isOver: () => boolean,
    signal: AbortSignal,
  ): Promise<LiveOutcome> {
    const { channels, people } = this.#follower;
    const heads = channels.map(
      ({ number, reader: { head } }) => `${String(number)}:${String(head)}`,
    );
    const query = { log: people.roster.size, names: people.namesVersion, heads: heads.join(",") };
    const request = { method: "GET", path: "/events", query, signal } as const;
    const body = await this.#stream(request);
    if (body === undefined) {
      return "unopened";
    }
    const stream = new LiveStream(body);
    const open = this.#begin(stream, undefined, signal);
    channels.forEach((channel) => open.told.add(channel));
    const looking = setInterval(() => {
      if (isOver()) {
        renew(open);
      }
    }, LOOK_MS);
    try {
      return await this.#converse(open, listener, signal);
    } finally {
      clearInterval(looking);
    }
  }

  /** Undefined if there is none: asking again and again tells why, or goes on. */
  async #stream(request: BrokerRequest): Promise<ReadableStream<Bytes> | undefined> {
    try {
      return await this.#context.access.stream(request);
    } catch (error) {
      if (error instanceof BrokerError && error.code !== "aborted") {
        return undefined;
      }
      throw error;
    }
  }

  /** Frames of the channel from here on; false if there is no connection to ask. */
  follow(channel: FollowedChannel): boolean {
    const open = this.#open;
    if (open?.phase !== "live") {
      return open !== undefined; // It is asked for when the others are there.
    }
    if (open.socket === undefined) {
      renew(open);
      return true;
    }
    open.told.add(channel);
    open.socket.send(encodeFollow(channel.number, channel.reader.head));
    const ping = nextPing(open);
    open.follows.set(ping, channel);
    open.socket.send(encodePing(ping));
    return true;
  }

  write(write: FrameWrite, signal: AbortSignal): Promise<number> {
    const open = this.#open;
    if (open?.socket === undefined) {
      return Promise.reject(new BrokerError("broker_unreachable", "there is no connection"));
    }
    const { ref, answer } = open.writes.begin(write);
    open.socket.send(encodeWrite(ref, write));
    return abortable(answer, signal);
  }

  relay(frame: Bytes): void {
    this.#open?.socket?.send(encodeEphemeral(frame));
  }

  /** The connection may be dead without knowing. False if there is none. */
  probe(): boolean {
    const open = this.#open;
    if (open !== undefined && open.socket === undefined) {
      renew(open); // A stream cannot be asked.
    }
    this.#heartbeat?.probe();
    return open !== undefined;
  }

  #begin(
    carrier: LiveCarrier,
    socket: LiveSocket | undefined,
    signal: AbortSignal,
  ): OpenConnection {
    this.#open = {
      carrier,
      socket,
      writes: new LiveWrites(),
      reading: new LiveReading(this.#follower, signal),
      follows: new Map(),
      told: new Set(),
      phase: "hello",
      renewed: false,
      pings: 0,
    };
    return this.#open;
  }

  async #converse(
    open: OpenConnection,
    listener: LiveListener,
    signal: AbortSignal,
  ): Promise<LiveOutcome> {
    const { carrier } = open;
    const patience = setTimeout(() => {
      if (open.phase === "hello") {
        carrier.close();
      }
    }, OPEN_WITHIN_MS);
    try {
      for (;;) {
        const messages = await abortable(carrier.next(), signal);
        if (messages === undefined) {
          return outcomeOf(open);
        }
        this.#heartbeat?.heard();
        await this.#takeAll(open, messages, listener);
      }
    } finally {
      clearTimeout(patience);
      this.#open = undefined;
      carrier.close();
      open.writes.end();
    }
  }

  async #takeAll(
    open: OpenConnection,
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
    open: OpenConnection,
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
      case "checkpoint":
        listener.checkpoint(message.note);
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

  async #hello(open: OpenConnection, nonce: Bytes): Promise<void> {
    const { access, membership, origin } = this.#context;
    const { roster, namesVersion } = this.#follower.people;
    const accessToken = (await access.currentToken()).text;
    const { sid, mid, signingKey } = membership;
    const hello = { sid, origin, member: mid, accessToken, nonce: encodeBase64Url(nonce) };
    const proof = await makeHelloProof(hello, signingKey);
    const { channels } = this.#follower;
    channels.forEach((channel) => open.told.add(channel));
    open.socket?.send(
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
  async #renewToken(open: OpenConnection, socket: LiveSocket): Promise<void> {
    const { access } = this.#context;
    if (open.phase !== "hello" && access.needsToken) {
      try {
        socket.send(encodeToken((await access.currentToken()).text));
      } catch {
        // Tried again at the next beat; without a new one the broker ends the connection.
      }
    }
  }
}
