package dev.latchkey.broker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.crypto.FormatException;
import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class DecoyJoinsTest {
  private final DecoyJoins decoys =
      new DecoyJoins("https://broker.example", new SecureRandom(), Runnable::run);

  @Test
  void everyDecoyIsAWholeJoin() {
    assertThat(JoinProof.parse(decoys.any().whole()).isSignedByDevice()).isTrue();
  }

  @Test
  void everyDecoyIsThereBrokenToo() {
    assertThatThrownBy(() -> JoinProof.parse(decoys.any().broken()))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void thereComeToBeManyAndNotMoreThanEnough() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 100 * DecoyJoins.ENOUGH; i++) {
      seen.add(decoys.any().whole());
    }
    assertThat(seen).hasSize(DecoyJoins.ENOUGH);
  }
}
