import { encodeBase64Url } from "./base64Url.js";
import { type ChannelWriter } from "./channelWriter.js";
import { type Follower } from "./follower.js";
import { encodeMemberName, type MemberName } from "./memberNames.js";
import { type MemberContext } from "./rosterFollower.js";
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
    const { roster, names } = this.#follower.people;
    const { mid } = this.#context.membership;
    const { epoch } = roster;
    const self = roster.member(mid);
    const published = Math.max(names.epochOf(mid), this.#publishedIn) === epoch;
    const maySeal = self !== undefined && mayRead(self);
    if (this.#publishing || published || !maySeal) {
      return;
    }
    this.#publishing = true;
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
    } finally {
      this.#publishing = false;
    }
  }
}
