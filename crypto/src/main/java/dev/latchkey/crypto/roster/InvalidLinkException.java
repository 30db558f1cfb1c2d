package dev.latchkey.crypto.roster;

/// A text that is not a usable invite link. The code says what a person can do about it.
public final class InvalidLinkException extends RuntimeException {
  public enum Code {
    /// The end is missing: copy the whole link again.
    INCOMPLETE("link_incomplete"),
    /// Something inside was changed: ask for the link again.
    DAMAGED("link_damaged"),
    /// This is no invite link.
    FOREIGN("link_foreign"),
    /// The `#` was encoded on the way, so a server has seen the secret: the invite is burnt.
    REWRITTEN("link_rewritten");

    private final String wire;

    Code(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  private final Code code;

  InvalidLinkException(Code code) {
    super(code.wire);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
