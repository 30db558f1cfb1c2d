package dev.latchkey.crypto.token;

/// A token or proof that is not accepted. The reason is for the ledger; whoever sent the token must
/// not be able to tell one from another.
public final class InvalidTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public enum Reason {
    /// Not the one spelling of a signed text, or a header that it should not have.
    MALFORMED,
    /// A signed text of another kind.
    TYPE,
    /// No trusted key has this ID.
    UNKNOWN_KEY,
    SIGNATURE,
    /// A claim is missing or not of its type and range.
    CLAIMS,
    ISSUER,
    AUDIENCE,
    NOT_YET_VALID,
    EXPIRED,
    /// Ends before it begins, or lives longer than its kind may.
    LIFETIME
  }

  private final Reason reason;

  InvalidTokenException(Reason reason) {
    super("token not accepted: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
