package dev.latchkey.bench.wire;

/// A server said something that its clients do not expect here.
public final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WireException(String message) {
    super(message);
  }
}
