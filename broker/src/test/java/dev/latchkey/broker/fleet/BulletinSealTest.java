package dev.latchkey.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.config.HeldKeys;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.relay.Commit;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.FrameKind;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class BulletinSealTest {
  private static final SessionId SESSION = new SessionId("A".repeat(27));
  private static final SessionId OTHER = new SessionId("A".repeat(26) + "E");

  private final Keys keys = Keys.generate(new SecureRandom());
  private final BulletinSeal one = seal(keys);
  private final BulletinSeal two = seal(keys);

  private static BulletinSeal seal(Keys of) {
    return new BulletinSeal(() -> macKeys(of, "fleet"), new SecureRandom());
  }

  private static List<Bulletin> bulletins() {
    try (var broker = TestBroker.inMemory()) {
      HostDevice host = broker.host();
      var commits = new ArrayList<Commit>();
      for (int i = 1; i <= 3; i++) {
        var frame = host.seal(FrameKind.APPEND, i, "x".repeat(i));
        commits.add(new Commit(frame.header(), i, Bytes.of(frame.encode()), 2));
      }
      return List.of(
          new Bulletin.Written(commits),
          new Bulletin.Moved(),
          new Bulletin.Changed(),
          new Bulletin.Grown(),
          new Bulletin.Relayed(commits.getFirst().frame()),
          new Bulletin.Leaving(host.id()),
          new Bulletin.Here(host.id()));
    }
  }

  private static List<SecretKeySpec> macKeys(Keys of, String use) {
    return new HeldKeys(of, InstantSource.system()).macKeys(use);
  }

  @Test
  void everyBulletinArrivesAtTheOthersAsItWasSent() {
    assertThat(bulletins()).isNotEmpty();
    for (var bulletin : bulletins()) {
      assertThat(two.open(SESSION, one.seal(SESSION, bulletin))).contains(bulletin);
    }
  }

  @Test
  void nobodyHearsItsOwnOrThoseOfAnotherSessionOrOfOtherKeys() {
    for (var bulletin : bulletins()) {
      byte[] sealed = one.seal(SESSION, bulletin);

      assertThat(one.open(SESSION, sealed)).isEmpty();
      assertThat(two.open(OTHER, sealed)).isEmpty();
      assertThat(seal(Keys.generate(new SecureRandom())).open(SESSION, sealed)).isEmpty();
    }
  }

  @Test
  void whateverBitIsTurnedAndWhereverItIsCutNothingIsHeard() {
    byte[] sealed = one.seal(SESSION, new Bulletin.Changed());
    for (int bit = 0; bit < Byte.SIZE * sealed.length; bit++) {
      byte[] turned = sealed.clone();
      turned[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertThat(two.open(SESSION, turned)).isEmpty();
    }
    for (int size = 0; size < sealed.length; size++) {
      assertThat(two.open(SESSION, Arrays.copyOf(sealed, size))).isEmpty();
    }
  }
}
