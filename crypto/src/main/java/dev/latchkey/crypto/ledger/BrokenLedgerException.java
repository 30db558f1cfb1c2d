package dev.latchkey.crypto.ledger;

/// Ends the reading of an export at the first thing that is wrong with it.
final class BrokenLedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Verdict.Broken verdict;

  BrokenLedgerException(Verdict.Broken verdict) {
    super(verdict.message());
    this.verdict = verdict;
  }

  Verdict.Broken verdict() {
    return verdict;
  }
}
