package dev.latchkey.broker.session;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.wrap.HpkeWrap;
import dev.latchkey.crypto.wrap.WrapKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Flawless joins to sessions that nobody has: one of them is worked on in place of a text that
/// cannot be read, so that its refusal takes as long as another. How long a verification takes
/// depends on the signature; so there come to be many of them, one more with each that is asked
/// for.
public final class DecoyJoins {
  static final int ENOUGH = 256;

  private static final int NAME_BYTES = HpkeWrap.ENCAPSULATION_SIZE + HpkeWrap.TAG_SIZE + 256;
  private static final int CHALLENGE_BYTES = 40;

  private final String origin;
  private final SecureRandom random;
  private final Executor background;
  private final List<Decoy> made = new CopyOnWriteArrayList<>();
  private final AtomicInteger ordered = new AtomicInteger(1);

  /// @param origin the broker's, so that they have the length that joins mostly have
  /// @param background makes the others
  public DecoyJoins(String origin, SecureRandom random, Executor background) {
    this.origin = origin;
    this.random = random;
    this.background = background;
    makeOne();
  }

  /// @param whole a join
  /// @param broken the same, but it cannot be read
  record Decoy(String whole, String broken) {}

  /// Any of those there are.
  Decoy any() {
    if (ordered.getAndUpdate(number -> Math.min(number + 1, ENOUGH)) < ENOUGH) {
      background.execute(this::makeOne);
    }
    return made.get(random.nextInt(made.size()));
  }

  private void makeOne() {
    var inviteKey = SigningKey.generate(random);
    var deviceKey = SigningKey.generate(random);
    var whole =
        StatementWriter.write(
            new Statement.Join(
                new SessionId(Base64Url.encode(drawn(SessionId.RAW_BYTES))),
                InviteId.of(inviteKey.verifyingKey()),
                Bytes.of(Hashes.sha256(new byte[0])),
                Role.EDITOR,
                deviceKey.verifyingKey(),
                WrapKey.generate(random).publicKey(),
                origin,
                Base64Url.encode(drawn(CHALLENGE_BYTES)),
                Bytes.of(drawn(NAME_BYTES))),
            inviteKey,
            deviceKey);
    made.add(new Decoy(whole, "!" + whole.substring(1)));
  }

  private byte[] drawn(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
