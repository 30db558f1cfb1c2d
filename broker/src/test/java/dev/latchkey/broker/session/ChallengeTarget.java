package dev.latchkey.broker.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.session.Challenges.Purpose;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/// No text but the one that was given out counts as a challenge.
public final class ChallengeTarget implements FuzzTarget {
  private final Challenges challenges =
      new Challenges(
          () -> List.of(SecretBytes.of(new byte[32])), new SecureRandom(), () -> Instant.EPOCH);
  private final String issued = challenges.issue(Purpose.JOIN, "somebody");

  @Override
  public List<byte[]> seeds() {
    return Seeds.of(issued, challenges.issue(Purpose.REFRESH, "somebody"), "");
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    assertThat(challenges.check(Purpose.JOIN, "somebody", text).isPresent())
        .isEqualTo(text.equals(issued));
  }
}
