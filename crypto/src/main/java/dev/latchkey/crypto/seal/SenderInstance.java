package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import java.security.SecureRandom;

/// One run of a sender: 8 random bytes and the counters under them. It lives in memory only; begin
/// a new one for every connection, because a restored counter could repeat a nonce.
public final class SenderInstance {
  private final Bytes id;
  private final NonceSequence durable = new NonceSequence();
  private final NonceSequence ephemeral = new NonceSequence();
  private final NonceSequence name = new NonceSequence();

  private SenderInstance(Bytes id) {
    this.id = id;
  }

  public static SenderInstance begin(SecureRandom random) {
    byte[] id = new byte[FrameHeader.INSTANCE_SIZE];
    random.nextBytes(id);
    return new SenderInstance(Bytes.of(id));
  }

  public Bytes id() {
    return id;
  }

  long takeCounter(FrameKind kind) {
    NonceSequence sequence =
        switch (kind) {
          case APPEND, REPLACE -> durable;
          case EPHEMERAL -> ephemeral;
          case NAME -> name;
        };
    return sequence.take();
  }
}
