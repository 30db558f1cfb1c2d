package dev.latchkey.bench.wire;

import java.nio.ByteBuffer;

/// For relays that look into nothing: whatever is sent comes to the others as it is.
public final class EchoDialect implements Dialect {
  private final Framing framing;
  private final byte[] filling;
  private final boolean isGreeted;

  /// @param size of a message
  /// @param isGreeted whether the relay says something once a client is in
  public EchoDialect(Framing framing, int size, boolean isGreeted) {
    this.framing = framing;
    this.filling = Filling.of(size - Stamp.SIZE);
    this.isGreeted = isGreeted;
  }

  @Override
  public Framing framing() {
    return framing;
  }

  @Override
  public void opened(Said said) {
    if (!isGreeted) {
      said.joined();
    }
  }

  @Override
  public void take(ByteBuffer message, Said said) {
    if (message.remaining() < Stamp.SIZE) {
      said.joined();
    } else {
      said.heard(Stamp.read(message, message.position()));
    }
  }

  @Override
  public void update(Stamp stamp, ByteBuffer out) {
    stamp.put(out);
    out.put(filling);
  }
}
