package dev.latchkey.crypto.wrap;

/// Something sealed that does not open. Always the same message, whatever the reason was, so that
/// nobody learns from it how far a forgery got.
public final class OpenFailedException extends RuntimeException {
  public OpenFailedException() {
    super("does not open");
  }
}
