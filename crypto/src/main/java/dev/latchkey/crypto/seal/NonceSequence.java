package dev.latchkey.crypto.seal;

/// Counters from 1 upwards, each handed out once, whichever thread asks.
public final class NonceSequence {
  /// With frames of at most 2^14 cipher blocks, far below where GCM wears out.
  static final long LAST = (1L << 32) - 1;

  private long taken;

  public NonceSequence() {
    this(0);
  }

  NonceSequence(long taken) {
    this.taken = taken;
  }

  /// Take first, then use. Throws IllegalStateException when none is left: begin a new instance.
  public synchronized long take() {
    if (taken >= LAST) {
      throw new IllegalStateException("counters used up");
    }
    return ++taken;
  }
}
