package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.util.Arrays;

/// Opens frames. What comes out was sealed for this session, channel, kind and epoch by the holder
/// of the sender's key, under this epoch key. Whether the sender may, whether the counter is new
/// and whether a conditional frame stands in its place is for the reader to check. FORMATS.md §9.1.
public final class FrameOpener {
  private FrameOpener() {}

  /// Verifies the signature, compares the commitment, and only then decrypts. Throws
  /// [OpenFailedException] for any reason, without saying which.
  public static FrameBody open(
      SessionId session, Frame frame, EpochKey epochKey, VerifyingKey sender) {
    FrameHeader header = frame.header();
    if (!MemberId.of(sender).equals(header.sender()) || !frame.isSignedBy(sender, session)) {
      throw new OpenFailedException();
    }
    try (var key = FrameKey.derive(session, epochKey, header, sender)) {
      if (!key.commitment().equals(frame.commitment())) {
        throw new OpenFailedException();
      }
      byte[] aad = Frame.aad(session, header);
      byte[] padded = key.open(header.counter(), aad, frame.ciphertext().toByteArray());
      return parse(header.kind(), padded);
    }
  }

  private static FrameBody parse(FrameKind kind, byte[] padded) {
    try {
      byte[] body = Padding.unpad(padded);
      try {
        return FrameBody.parse(kind, body);
      } finally {
        Arrays.fill(body, (byte) 0);
      }
    } catch (FormatException e) {
      throw new OpenFailedException();
    } finally {
      Arrays.fill(padded, (byte) 0);
    }
  }
}
