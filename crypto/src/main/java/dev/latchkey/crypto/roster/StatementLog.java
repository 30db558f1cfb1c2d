package dev.latchkey.crypto.roster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;

/// The hash of a statement log, one entry at a time: equal hashes mean equal logs, entry for entry.
/// FORMATS.md §7.
public final class StatementLog {
  private static final byte[] LABEL = Hashes.label("latchkey/log/v1");
  private static final Bytes EMPTY = Bytes.of(new byte[32]);

  private StatementLog() {}

  /// The hash of the log without entries.
  public static Bytes start() {
    return EMPTY;
  }

  /// The hash of the log that continues the one of `previous` by this entry.
  public static Bytes next(SessionId sid, Bytes previous, String entry) {
    return Bytes.of(
        Hashes.sha256(
            LABEL, sid.raw(), previous.toByteArray(), Hashes.sha256(entry.getBytes(US_ASCII))));
  }
}
