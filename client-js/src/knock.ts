import type { CallOptions } from "./callOptions.js";
import type { Emoji } from "./emojiWords.js";
import type { Unsubscribe } from "./session.js";

/** Somebody who has joined by an invite that needs approval, and waits to be let in. */
export interface Knock {
  /** The ID of the member that they will be. */
  readonly member: string;
  readonly inviteId: string;
  /** Whom the invite is for; null if another host made it, who alone can read that. */
  readonly inviteName: string | null;
  /** What they call themselves; "" if another host made the invite, who alone can read that. */
  readonly name: string;
  /**
   * What their screen shows if nobody is in between, seven of them: compare them by voice. Null until
   * a host's client has answered the knock.
   */
  readonly emoji: readonly Emoji[] | null;
  /** How many wait in this session. Somebody who tries for certain emoji has to knock often. */
  readonly openKnocks: number;
  /** Lets them in. Does nothing if another host has. Rejects with `join_declined` if one declined. */
  admit(call?: CallOptions): Promise<void>;
  /** Turns them away; with `block` the invite is revoked in the same step. */
  decline(options?: CallOptions & { readonly block?: boolean }): Promise<void>;
}

/** A joiner's own view of a knock, until {@link Client.join} resolves or rejects. */
export interface Waiting {
  /** When this device asked to be let in, also if that was before a reload. */
  readonly since: Date;
  /** What the host's screen shows if nobody is in between. Null until a host has been there. */
  readonly emoji: readonly Emoji[] | null;
  /** Ends the join with `aborted`. The hosts still see the knock; joining again goes on waiting. */
  cancel(): void;
  /** Calls back when {@link emoji} has come. */
  onChange(callback: () => void): Unsubscribe;
}
