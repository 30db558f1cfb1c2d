package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import java.util.Optional;

/// What a frame carries, in the clear. A body with covers is that of a replace, one without that of
/// any other kind. The payload is the application's and is never printed.
public record FrameBody(FrameLinks links, Optional<Covers> covers, Bytes payload) {
  /// With links, covers and payload. The next step of the padding is too large for a frame.
  public static final int MAX_SIZE = 258_044;

  /// Throws [dev.latchkey.crypto.FormatException] unless the bytes are a body of that kind.
  static FrameBody parse(FrameKind kind, byte[] bytes) {
    var reader = new ByteReader(bytes);
    FrameLinks links = FrameLinks.read(reader);
    Optional<Covers> covers =
        kind == FrameKind.REPLACE ? Optional.of(Covers.read(reader)) : Optional.empty();
    return new FrameBody(links, covers, reader.bytes(reader.remaining()));
  }

  byte[] encode() {
    return Bytes.concat(
            links.encode(),
            covers.map(Covers::encode).orElseGet(() -> new byte[0]),
            payload.toByteArray())
        .toByteArray();
  }

  @Override
  public String toString() {
    return "FrameBody[" + links + ", " + covers + ", payload of " + payload.size() + " bytes]";
  }
}
