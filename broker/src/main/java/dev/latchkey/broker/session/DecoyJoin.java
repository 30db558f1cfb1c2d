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

/// A flawless join to a session that nobody has: what is worked on in place of one that cannot be
/// read, so that its refusal takes as long as another.
public final class DecoyJoin {
  private static final int NAME_BYTES = HpkeWrap.ENCAPSULATION_SIZE + HpkeWrap.TAG_SIZE + 256;
  private static final int CHALLENGE_BYTES = 40;

  private DecoyJoin() {}

  /// A new one, of the length that joins mostly have.
  public static String statement(String origin, SecureRandom random) {
    var inviteKey = SigningKey.generate(random);
    var deviceKey = SigningKey.generate(random);
    var join =
        new Statement.Join(
            new SessionId(drawn(random, SessionId.RAW_BYTES)),
            InviteId.of(inviteKey.verifyingKey()),
            Bytes.of(Hashes.sha256(new byte[0])),
            Role.EDITOR,
            deviceKey.verifyingKey(),
            WrapKey.generate(random).publicKey(),
            origin,
            drawn(random, CHALLENGE_BYTES),
            Bytes.of(new byte[NAME_BYTES]));
    return StatementWriter.write(join, inviteKey, deviceKey);
  }

  private static String drawn(SecureRandom random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }
}
