/**
 * Proof of something that cannot happen while broker and members are honest.
 *
 * - `roster`: a statement that breaks the rules, or two that contradict each other.
 * - `rollback`: the broker serves less or other than this device has seen already.
 * - `gap`: the broker left out frames, or served them out of order.
 * - `fork`: a member's signed frame says that it saw another history than this client did.
 *
 * All but a fork close the session. A fork does not: one member's lie could end it for all.
 */
export interface Alarm {
  readonly kind: "roster" | "rollback" | "gap" | "fork";
  /** English, for developers. */
  readonly message: string;
  /** The statements or frames, as they came, to be shown to others. */
  readonly evidence: readonly (string | Uint8Array)[];
}
