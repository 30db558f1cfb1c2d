package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.Covers.LastCounter;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.wrap.WrapKey;
import java.util.List;
import java.util.Optional;

/// Who and what the tests of this package are about: Ana hosts, Ben is a guest.
final class Cast {
  static final SigningKey ANA = signingKey("ana");
  static final SigningKey BEN = signingKey("ben");
  static final WrapKey ANA_WRAP = wrapKey("ana");
  static final WrapKey BEN_WRAP = wrapKey("ben");
  static final PublicKeys ANA_KEYS = new PublicKeys(ANA.verifyingKey(), ANA_WRAP.publicKey());
  static final PublicKeys BEN_KEYS = new PublicKeys(BEN.verifyingKey(), BEN_WRAP.publicKey());
  static final SessionId SESSION = session("salt");
  static final SessionId OTHER_SESSION = session("other salt");
  static final InviteId INVITE = InviteId.of(signingKey("invite").verifyingKey());
  static final EpochKey EPOCH_KEY = EpochKey.generate(new SeededRandom("epoch key"));
  static final EpochKey OTHER_EPOCH_KEY = EpochKey.generate(new SeededRandom("other epoch key"));
  static final int EPOCH = 3;
  static final FrameLinks LINKS =
      new FrameLinks(false, 7, hash("head"), hash("log"), 12, hash("checkpoint"));

  private Cast() {}

  static SigningKey signingKey(String name) {
    return SigningKey.fromSeed(SeededRandom.bytes(name + " signs", 32));
  }

  static WrapKey wrapKey(String name) {
    return WrapKey.fromSeed(SeededRandom.bytes(name + " wraps", 32));
  }

  static SessionId session(String salt) {
    return SessionId.derive(ANA.verifyingKey(), Bytes.of(SeededRandom.bytes(salt, 16)));
  }

  static Bytes hash(String name) {
    return Bytes.of(SeededRandom.bytes(name, 32));
  }

  static SenderInstance instance(String name) {
    return SenderInstance.begin(new SeededRandom(name));
  }

  static FrameSealer sealer() {
    return new FrameSealer(SESSION, EPOCH, EPOCH_KEY, BEN, instance("instance"));
  }

  /// A body that fits the kind.
  static FrameBody body(FrameKind kind, byte[] payload) {
    return new FrameBody(
        LINKS,
        kind == FrameKind.REPLACE ? Optional.of(covers()) : Optional.empty(),
        Bytes.of(payload));
  }

  static Covers covers() {
    return new Covers(
        7, hash("covered"), List.of(lastCounter("two", 9, 7), lastCounter("one", 5, 4)));
  }

  private static LastCounter lastCounter(String instance, long counter, long seq) {
    return new LastCounter(
        EPOCH, MemberId.of(BEN.verifyingKey()), instance(instance).id(), counter, seq);
  }
}
