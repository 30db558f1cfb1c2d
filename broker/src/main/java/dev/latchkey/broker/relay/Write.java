package dev.latchkey.broker.relay;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameHeader;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.OptionalLong;

/// A frame that a member wants stored in the channel that it names.
///
/// @param covers for a replace: the frames up to this sequence number go
public record Write(FrameHeader header, Bytes frame, Condition condition, OptionalLong covers) {
  /// Throws [FormatException] for bytes that are no frame.
  public static Write append(Bytes frame, Condition condition) {
    return new Write(Frame.headerOf(frame), frame, condition, OptionalLong.empty());
  }

  /// Throws [FormatException] for bytes that are no frame.
  public static Write replace(Bytes frame, long covers, Condition condition) {
    return new Write(Frame.headerOf(frame), frame, condition, OptionalLong.of(covers));
  }

  boolean isOfRightKind() {
    return header.kind() == (covers.isPresent() ? FrameKind.REPLACE : FrameKind.APPEND);
  }
}
