import type { Backoff } from "./backoff.js";
import type { Connection } from "./connection.js";
import type { Json } from "./json.js";
import type { SessionChannels } from "./sessionChannels.js";
import type { SessionTroubles } from "./sessionTroubles.js";
import type { StateChannel } from "./stateChannel.js";

export interface RenewalParts {
  readonly connection: Connection;
  readonly state: Pick<StateChannel<Json>, "isOutdated" | "renew">;
  readonly channels: SessionChannels;
  readonly mayWrite: () => boolean;
  readonly troubles: SessionTroubles;
  readonly newBackoff: () => Backoff;
}

const OTHERS_WAIT_MS = 3_000;

/**
 * Has what the channels hold written once more under each new key, so that newcomers need no older
 * one: by the host that made the key at once, by everybody else who may write if it fails to.
 */
export class ChannelRenewal {
  readonly #parts: RenewalParts;
  readonly #backoff: Backoff;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: RenewalParts) {
    this.#parts = parts;
    this.#backoff = parts.newBackoff();
  }

  /** This client has made a new key. */
  begin(): void {
    this.#backoff.reset();
    this.#renew();
  }

  /** Others may have. */
  watch(): void {
    this.#backoff.reset();
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    const { state, channels } = this.#parts;
    if (this.#timer === undefined && (state.isOutdated || channels.areOutdated)) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#renew();
      }, OTHERS_WAIT_MS + this.#backoff.next());
    }
  }

  #renew(): void {
    const { connection, state, channels, mayWrite, troubles } = this.#parts;
    if (connection.closed === null && mayWrite()) {
      const work = [() => state.renew(undefined), () => channels.renew()];
      void Promise.all(work.map((it) => troubles.during(it))).then(() => {
        this.#schedule();
      });
    }
  }
}
