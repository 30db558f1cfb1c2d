package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.Arrays;

/// Seals and signs what one member sends in one epoch. Safe between threads: a counter is taken
/// before it is used, so no two frames share a nonce, not even when sealing one of them fails.
public final class FrameSealer {
  private final SessionId session;
  private final int epoch;
  private final EpochKey epochKey;
  private final SigningKey signingKey;
  private final MemberId sender;
  private final SenderInstance instance;

  /// Closing the keys stays with the caller.
  public FrameSealer(
      SessionId session,
      int epoch,
      EpochKey epochKey,
      SigningKey signingKey,
      SenderInstance instance) {
    this.session = session;
    this.epoch = epoch;
    this.epochKey = epochKey;
    this.signingKey = signingKey;
    this.sender = MemberId.of(signingKey.verifyingKey());
    this.instance = instance;
  }

  /// Throws IllegalArgumentException if the body is too large for a frame or is that of another
  /// kind, and IllegalStateException when the instance has no counter left.
  public Frame seal(FrameKind kind, int channel, FrameBody body) {
    if (body.covers().isPresent() != (kind == FrameKind.REPLACE)) {
      throw new IllegalArgumentException("body: want covers in a replace and in nothing else");
    }
    byte[] plain = body.encode();
    if (plain.length > FrameBody.MAX_SIZE) {
      throw new IllegalArgumentException("body: want at most " + FrameBody.MAX_SIZE + " bytes");
    }
    long counter = instance.takeCounter(kind);
    var header = new FrameHeader(kind, channel, epoch, sender, instance.id(), counter);
    byte[] padded = Padding.pad(plain);
    try (var key = FrameKey.derive(session, epochKey, header, signingKey.verifyingKey())) {
      byte[] aad = Frame.aad(session, header);
      Bytes ciphertext = Bytes.of(key.seal(counter, aad, padded));
      byte[] signed = Frame.signedPart(session, header, key.commitment(), ciphertext);
      return new Frame(header, key.commitment(), ciphertext, Bytes.of(signingKey.sign(signed)));
    } finally {
      Arrays.fill(plain, (byte) 0);
      Arrays.fill(padded, (byte) 0);
    }
  }
}
