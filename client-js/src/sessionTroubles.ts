import type { Alarm } from "./alarm.js";
import type { ClientOptions } from "./client.js";
import { BrokerError } from "./errors.js";

export interface TroubleListener {
  error(error: BrokerError): void;
  alarm(alarm: Alarm): void;
}

/** Tells of what goes wrong while nobody waits for it. */
export class SessionTroubles {
  readonly #listener: TroubleListener;
  readonly #logger: ClientOptions["logger"];

  constructor(listener: TroubleListener, logger: ClientOptions["logger"]) {
    this.#listener = listener;
    this.#logger = logger;
  }

  error(error: BrokerError): void {
    this.#logger?.warn("latchkey:", error.code, error.requestId ?? "");
    this.#listener.error(error);
  }

  alarm(alarm: Alarm): void {
    this.#logger?.error("latchkey: alarm:", alarm.kind, alarm.message);
    this.#listener.alarm(alarm);
  }

  /** Work that nobody waits for: its failure is told, and it is done again later. */
  async during(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BrokerError)) {
        throw error;
      }
      if (error.code !== "session_closed") {
        this.error(error);
      }
    }
  }
}
