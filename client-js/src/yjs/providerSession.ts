import type { Channel } from "../channel.js";
import type { Members } from "../members.js";
import type { Session } from "../session.js";

/** What a provider needs of a session; every {@link Session} has it. */
export interface ProviderSession extends Pick<
  Session,
  "id" | "canWrite" | "status" | "closed" | "on"
> {
  readonly members: Pick<Members, "list">;
  /** The same channel for the same name. */
  channel(name?: string): Channel;
}
