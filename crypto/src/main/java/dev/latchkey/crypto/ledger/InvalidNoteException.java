package dev.latchkey.crypto.ledger;

/// A well-formed note that is not signed as it has to be: by no known key, wrongly by one, or under
/// another name than it claims.
public final class InvalidNoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidNoteException(String wanted) {
    super(wanted);
  }
}
