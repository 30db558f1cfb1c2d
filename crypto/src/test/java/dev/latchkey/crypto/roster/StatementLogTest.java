package dev.latchkey.crypto.roster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import org.junit.jupiter.api.Test;

class StatementLogTest {
  private static final SessionId SID = TestSession.open().sid();
  private static final SessionId OTHER_SID = TestSession.open("other salt").sid();

  @Test
  void beginsWithThirtyTwoZeroBytes() {
    assertThat(StatementLog.start()).isEqualTo(Bytes.of(new byte[32]));
  }

  @Test
  void isTheFormulaOfTheFormat() {
    byte[] previous = SeededRandom.bytes("previous", 32);
    byte[] entry = Hashes.sha256("entry".getBytes(US_ASCII));
    byte[] label = "latchkey/log/v1\0".getBytes(US_ASCII);

    assertThat(StatementLog.next(SID, Bytes.of(previous), "entry"))
        .isEqualTo(Bytes.of(Hashes.sha256(label, SID.raw(), previous, entry)));
  }

  @Test
  void tellsSessionsOrdersAndCutsApart() {
    var ab = StatementLog.next(SID, StatementLog.next(SID, StatementLog.start(), "a"), "b");
    var ba = StatementLog.next(SID, StatementLog.next(SID, StatementLog.start(), "b"), "a");
    var b = StatementLog.next(SID, StatementLog.start(), "b");
    var otherB = StatementLog.next(OTHER_SID, StatementLog.start(), "b");

    assertThat(ab).isNotIn(ba, b, otherB);
    assertThat(b).isNotEqualTo(otherB);
  }
}
