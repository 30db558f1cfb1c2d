/**
 * Proof of something that cannot happen while broker and members are honest.
 *
 * - `roster`: a statement that breaks the rules, or two that contradict each other.
 * - `rollback`: the broker serves less or other than this device has seen already.
 * - `gap`: the broker left out frames, or served them out of order.
 * - `fork`: a member's signed frame says that it saw another history than this client did.
 * - `ledger`: the broker signed another ledger than it had, or one that the statements contradict; or
 *   a member says that it was shown another one than this client.
 *
 * What rests on the word of one member leaves the session open, as that member's lie could end it for
 * all: a fork, and a ledger that only a member contradicts. Everything else closes it.
 */
export interface Alarm {
  readonly kind: "roster" | "rollback" | "gap" | "fork" | "ledger";
  /** English, for developers. */
  readonly message: string;
  /** The statements, frames or signed checkpoints, as they came, to be shown to others. */
  readonly evidence: readonly (string | Uint8Array)[];
}
