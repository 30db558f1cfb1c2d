package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;

/// One sealed message: header ‖ commitment ‖ ciphertext ‖ signature. Says nothing about who made it
/// until [#isSignedBy], nor what is in it until [FrameOpener]. FORMATS.md §9.
public record Frame(FrameHeader header, Bytes commitment, Bytes ciphertext, Bytes signature) {
  public static final int MAX_SIZE = 262_144;

  static final int COMMITMENT_SIZE = 32;
  static final int TAG_SIZE = 16;
  static final int SIGNATURE_SIZE = 64;
  static final int OVERHEAD = FrameHeader.SIZE + COMMITMENT_SIZE + TAG_SIZE + SIGNATURE_SIZE;

  private static final byte[] LABEL = Hashes.label("latchkey/frame/v1");

  /// Throws [FormatException] unless the sizes are those of a frame.
  public Frame {
    Bounds.requireSize("commitment", commitment, COMMITMENT_SIZE);
    Bounds.requireSize("signature", signature, SIGNATURE_SIZE);
    requirePadded(ciphertext.size() - TAG_SIZE);
  }

  /// Throws [FormatException] for anything that [#encode] cannot have made.
  public static Frame parse(byte[] bytes) {
    if (bytes.length > MAX_SIZE) {
      throw new FormatException("frame: want at most " + MAX_SIZE + " bytes");
    }
    var reader = new ByteReader(bytes);
    FrameHeader header = FrameHeader.read(reader);
    Bytes commitment = reader.bytes(COMMITMENT_SIZE);
    Bytes ciphertext = reader.bytes(Math.max(0, reader.remaining() - SIGNATURE_SIZE));
    return new Frame(header, commitment, ciphertext, reader.bytes(SIGNATURE_SIZE));
  }

  /// The header of what [#parse] takes; throws [FormatException] for what it does not.
  public static FrameHeader headerOf(Bytes frame) {
    requirePadded(frame.size() - OVERHEAD);
    return FrameHeader.read(new ByteReader(frame));
  }

  private static void requirePadded(int size) {
    if (size < Padding.MIN_SIZE || size > MAX_SIZE - OVERHEAD) {
      throw new FormatException("frame: want at most " + MAX_SIZE + " bytes, padded");
    }
  }

  public byte[] encode() {
    return Bytes.concat(
            header.encode(),
            commitment.toByteArray(),
            ciphertext.toByteArray(),
            signature.toByteArray())
        .toByteArray();
  }

  /// Whether the holder of that key sealed this frame for this session.
  public boolean isSignedBy(VerifyingKey sender, SessionId session) {
    byte[] message = signedPart(session, header, commitment, ciphertext);
    return sender.verify(message, signature.toByteArray());
  }

  /// What the cipher authenticates along with the body.
  static byte[] aad(SessionId session, FrameHeader header) {
    return Bytes.concat(LABEL, session.raw(), header.encode()).toByteArray();
  }

  static byte[] signedPart(
      SessionId session, FrameHeader header, Bytes commitment, Bytes ciphertext) {
    return Bytes.concat(aad(session, header), commitment.toByteArray(), ciphertext.toByteArray())
        .toByteArray();
  }
}
