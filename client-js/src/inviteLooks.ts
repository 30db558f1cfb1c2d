import type { Broker } from "./broker.js";
import { BrokerError } from "./errors.js";
import type { InviteId } from "./inviteId.js";
import { type FoundInvite, lookUpInvite } from "./inviteLookup.js";
import type { InviteLink } from "./inviteLink.js";

interface Look {
  readonly found: FoundInvite;
  readonly at: number;
}

const FRESH_MS = 5 * 60_000;
const TOKEN_MARGIN_MS = 10_000;

/**
 * Looks invites up. What the newest look found is kept for a while, so that whoever looks and then
 * joins has looked once: hosts see how often.
 */
export class InviteLooks {
  readonly #broker: Broker;
  readonly #clock: () => number;
  #newest: Look | undefined;

  constructor(broker: Broker, clock: () => number) {
    this.#broker = broker;
    this.#clock = clock;
  }

  async look(link: InviteLink, signal: AbortSignal | undefined): Promise<FoundInvite> {
    const found = await lookUpInvite(this.#broker, link, signal);
    this.#newest = { found, at: this.#clock() };
    return found;
  }

  /**
   * Acts on what was found a moment ago, or else now. That is forgotten then, unless the same act
   * may succeed later. If the broker does not know any more what it said a moment ago, as its keys
   * were replaced, the invite is looked up and acted on once more.
   */
  async act<T>(
    iid: InviteId,
    link: InviteLink,
    signal: AbortSignal,
    act: (found: FoundInvite) => Promise<T>,
  ): Promise<T> {
    let again = false;
    try {
      const kept = this.#fresh(iid);
      const first = act(kept ?? (await this.look(link, signal)));
      return kept === undefined
        ? await first
        : await first.catch(async (error: unknown) => {
            if (error instanceof BrokerError && error.code === "not_found") {
              return act(await this.look(link, signal));
            }
            throw error;
          });
    } catch (error) {
      again = error instanceof BrokerError && error.retryable;
      throw error;
    } finally {
      if (!again) {
        this.#newest = undefined;
      }
    }
  }

  #fresh(iid: InviteId): FoundInvite | undefined {
    if (this.#newest?.found.iid !== iid) {
      return undefined;
    }
    const { found, at } = this.#newest;
    const tokenHolds =
      found.token === null || found.tokenExpiresAt * 1000 - TOKEN_MARGIN_MS > this.#broker.now();
    return tokenHolds && this.#clock() - at < FRESH_MS ? found : undefined;
  }
}
