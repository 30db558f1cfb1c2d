import type { Alarm } from "./alarm.js";

/** The broker served what cannot be while it is honest. Nothing more is taken from it. */
export class DishonestBrokerError extends Error {
  override readonly name = "DishonestBrokerError";
  readonly alarm: Alarm;

  constructor(alarm: Alarm, options?: ErrorOptions) {
    super(alarm.message, options);
    this.alarm = alarm;
  }
}

export function rollback(message: string): DishonestBrokerError {
  return new DishonestBrokerError({ kind: "rollback", message, evidence: [] });
}

/** The ledger is another one than it was, or says something else than the statement log. */
export function contradiction(message: string, evidence: Alarm["evidence"]): DishonestBrokerError {
  return new DishonestBrokerError({ kind: "ledger", message, evidence });
}
