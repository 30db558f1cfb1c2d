import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { Backoff, retrying } from "./backoff.js";
import type { Broker } from "./broker.js";
import type { Bytes } from "./bytes.js";
import { BrokerError } from "./errors.js";
import { openSlot, sealSlot } from "./handoverMessages.js";
import type { HandoverSecret } from "./handoverSecret.js";
import { pause } from "./signals.js";
import { readString } from "./strictJson.js";

const WAIT_SECONDS = 25;
const ANSWER_MARGIN_MS = 10_000;
const ATTEMPTS = 4;
const MAX_PAUSE_MS = 5_000;

/** Where two devices leave sealed messages for each other, until it is over. PROTOCOL.md §5.1. */
export class Rendezvous {
  readonly #broker: Broker;
  readonly #secret: HandoverSecret;
  readonly #id: string;
  readonly #key: CryptoKey;
  /** Milliseconds since 1970, by this device's clock. */
  readonly #until: number;
  readonly #clock: () => number;

  constructor(
    broker: Broker,
    secret: HandoverSecret,
    id: string,
    key: CryptoKey,
    until: number,
    clock: () => number,
  ) {
    this.#broker = broker;
    this.#secret = secret;
    this.#id = id;
    this.#key = key;
    this.#until = until;
    this.#clock = clock;
  }

  static async at(
    broker: Broker,
    secret: HandoverSecret,
    until: number,
    clock: () => number,
  ): Promise<Rendezvous> {
    const id = await secret.rendezvousId();
    return new Rendezvous(broker, secret, id, await secret.key(), until, clock);
  }

  /** @throws {BrokerError} Of code `handover_taken`, if another device was here, or `handover_expired` */
  async put(slot: number, message: Bytes, signal: AbortSignal): Promise<void> {
    const sealed = await sealSlot(this.#key, this.#secret.sid, slot, message);
    const body = { sealed: encodeBase64Url(sealed) };
    const request = { method: "PUT", path: this.#path(slot), body, signal } as const;
    const backoff = new Backoff(MAX_PAUSE_MS, Math.random);
    try {
      await retrying(() => this.#broker.call(request, () => undefined), {
        backoff,
        attempts: ATTEMPTS,
        signal,
      });
    } catch (cause) {
      if (cause instanceof BrokerError && cause.code === "slot_taken") {
        throw new BrokerError("handover_taken", "another device has opened the link", { cause });
      }
      throw isOver(cause) ? expired(cause) : cause;
    }
  }

  /**
   * Waits for what the other device leaves there.
   *
   * @throws {OpenError} If it was not sealed by somebody who has the link
   * @throws {BrokerError} Of code `handover_expired`
   */
  async get(slot: number, signal: AbortSignal): Promise<Bytes> {
    const sealed = await this.#sealed(slot, signal);
    return openSlot(this.#key, this.#secret.sid, slot, sealed);
  }

  async #sealed(slot: number, signal: AbortSignal): Promise<Bytes> {
    const backoff = new Backoff(MAX_PAUSE_MS, Math.random);
    for (;;) {
      const left = this.#until - this.#clock();
      if (left <= 0) {
        throw expired(undefined);
      }
      try {
        return await this.#ask(slot, Math.min(WAIT_SECONDS, Math.ceil(left / 1000)), signal);
      } catch (error) {
        if (!isOver(error) && !(error instanceof BrokerError && error.retryable)) {
          throw error;
        }
        // An empty slot is asked for again, but never without a pause.
        await pause(backoff.next((error as BrokerError).retryAfterMs), signal);
      }
    }
  }

  #ask(slot: number, wait: number, signal: AbortSignal): Promise<Bytes> {
    const timeoutMs = wait * 1000 + ANSWER_MARGIN_MS;
    return this.#broker.call(
      { method: "GET", path: this.#path(slot), query: { wait }, signal, timeoutMs },
      ({ sealed }) => decodeBase64Url(readString(sealed)),
    );
  }

  #path(slot: number): string {
    return `/v1/rendezvous/${this.#id}/${String(slot)}`;
  }
}

function isOver(error: unknown): boolean {
  return error instanceof BrokerError && error.code === "not_found";
}

function expired(cause: unknown): BrokerError {
  return new BrokerError("handover_expired", "the link is too old, or was never good", { cause });
}
