import type { Channel } from "../channel.js";
import type { Session } from "../session.js";

/** What a provider needs of a session; every {@link Session} has it. */
export interface ProviderSession extends Pick<
  Session,
  "id" | "canWrite" | "status" | "closed" | "members" | "on"
> {
  /** The same channel for the same name. */
  channel(name?: string): Channel;
}
