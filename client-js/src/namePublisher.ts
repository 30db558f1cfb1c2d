import { encodeBase64Url } from "./base64Url.js";
import type { ChannelWriter } from "./channelWriter.js";
import { BrokerError } from "./errors.js";
import type { Follower } from "./follower.js";
import { encodeMemberName, type MemberName } from "./memberNames.js";
import type { MemberContext } from "./rosterFollower.js";
import { mayRead } from "./rosterMember.js";
import { readInteger } from "./strictJson.js";

/** Tells the other members, sealed, how this one is called: once in every epoch. */
export class NamePublisher {
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #writer: ChannelWriter;
  readonly #name: MemberName;
  #publishing = false;
  #publishedIn = 0;

  constructor(context: MemberContext, follower: Follower, writer: ChannelWriter, name: MemberName) {
    this.#context = context;
    this.#follower = follower;
    this.#writer = writer;
    this.#name = name;
  }

  /** Does nothing if the others have the name already, or if this member may not seal. */
  async publish(signal: AbortSignal): Promise<void> {
    if (this.#publishing) {
      return;
    }
    this.#publishing = true;
    try {
      while (this.#isDue) {
        await this.#publish(signal);
      }
    } finally {
      this.#publishing = false;
    }
  }

  get #isDue(): boolean {
    const { roster, names } = this.#follower.people;
    const { mid } = this.#context.membership;
    const self = roster.member(mid);
    const published = Math.max(names.epochOf(mid), this.#publishedIn);
    return published < roster.epoch && self !== undefined && mayRead(self) && this.#writer.hasKey;
  }

  async #publish(signal: AbortSignal): Promise<void> {
    const { mid } = this.#context.membership;
    const { people } = this.#follower;
    const { epoch } = people.roster;
    try {
      const frame = await this.#writer.sealPassing("name", encodeMemberName(this.#name));
      await this.#context.access.call(
        {
          method: "PUT",
          path: `/members/${mid}/name`,
          body: { frame: encodeBase64Url(frame) },
          signal,
        },
        ({ namesVersion }) => readInteger(namesVersion),
      );
      this.#publishedIn = epoch;
    } catch (error) {
      if (!(error instanceof BrokerError) || error.code !== "epoch_closed") {
        throw error;
      }
      await people.refresh(signal);
      if (people.roster.epoch === epoch) {
        throw error;
      }
    }
  }
}
