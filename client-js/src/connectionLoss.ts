import type { LostConnection, SessionStatus } from "./session.js";

/** Tells of a lost connection once it has been away for a while; short breaks bother nobody. */
export class ConnectionLoss {
  readonly #graceMs: number;
  readonly #tell: (event: LostConnection) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLost = false;

  constructor(graceMs: number, tell: (event: LostConnection) => void) {
    this.#graceMs = graceMs;
    this.#tell = tell;
  }

  follow(status: SessionStatus): void {
    switch (status) {
      case "reconnecting":
        this.#timer ??= setTimeout(() => {
          this.#isLost = true;
          this.#tell("lost");
        }, this.#graceMs);
        break;
      case "connected":
        this.#end("restored");
        break;
      case "closed":
        this.#end("failed");
        break;
      case "disconnected":
        this.#end();
        break;
      case "initial":
      case "connecting":
        break;
    }
  }

  #end(outcome?: LostConnection): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isLost && outcome !== undefined) {
      this.#tell(outcome);
    }
    this.#isLost = false;
  }
}
