package dev.latchkey.broker.backup;

/// A backup that would not bring back what was there, or must not be put where it should go. The
/// message is one sentence for the operator.
public final class UnusableBackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableBackupException(String sentence) {
    super(sentence);
  }
}
