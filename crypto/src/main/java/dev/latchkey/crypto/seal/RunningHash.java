package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.SessionId;
import java.nio.ByteBuffer;

/// One hash over all frames of a channel in their order: who agrees on it agrees on the history.
/// FORMATS.md §9.
public final class RunningHash {
  private static final byte[] LABEL = Hashes.label("latchkey/channel/v1");

  private RunningHash() {}

  /// The hash before the first frame.
  public static Bytes start() {
    return Bytes.of(new byte[32]);
  }

  /// The hash after `frame`, which stands at `seq`; sequence numbers begin at 1.
  public static Bytes next(SessionId session, int channel, Bytes previous, long seq, byte[] frame) {
    Bounds.requireChannel(channel);
    Bounds.requirePositive("sequence number", seq);
    byte[] position = ByteBuffer.allocate(Long.BYTES).putLong(seq).array();
    return Bytes.of(
        Hashes.sha256(
            LABEL,
            session.raw(),
            new byte[] {(byte) channel},
            previous.toByteArray(),
            position,
            Hashes.sha256(frame)));
  }
}
