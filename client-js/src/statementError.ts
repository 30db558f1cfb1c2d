/** Why an entry was not folded: the rule of FORMATS.md §7 that it breaks. */
export type StatementReason = string;

/** An entry that the broker must not have taken. Nothing after it is folded. */
export class StatementError extends Error {
  override readonly name = "StatementError";
  readonly reason: StatementReason;

  constructor(reason: StatementReason) {
    super(`statement: ${reason}`);
    this.reason = reason;
  }
}
