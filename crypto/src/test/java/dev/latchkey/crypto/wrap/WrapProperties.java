package dev.latchkey.crypto.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

class WrapProperties {
  private static final WrapKey KEY = WrapKey.generate(new SeededRandom("recipient"));

  @Property(tries = 200)
  void whateverIsSealedOpens(@ForAll byte[] info, @ForAll byte[] plain, @ForAll String seed) {
    byte[] sealed = HpkeWrap.seal(KEY.publicKey(), info, plain, new SeededRandom(seed));

    assertThat(HpkeWrap.open(KEY, info, sealed)).isEqualTo(plain);
  }

  /// Sealing must never fail for a key that was accepted: one member could block all others.
  @Property(tries = 200)
  @StatisticsReport(StatisticsReportMode.OFF)
  void everyAcceptedKeyCanBeSealedTo(
      @ForAll @IntRange(max = WrapPublicKey.SIZE - 1) int at, @ForAll byte value) {
    byte[] bytes = KEY.publicKey().bytes().toByteArray();
    bytes[at] = value;
    boolean accepted;
    try {
      byte[] sealed =
          HpkeWrap.seal(
              WrapPublicKey.of(bytes), new byte[0], new byte[32], new SeededRandom("seal"));
      assertThat(sealed).hasSize(1_168);
      accepted = true;
    } catch (FormatException e) {
      accepted = false;
    }
    Statistics.collect(accepted);
    Statistics.coverage(seen -> seen.check(true).percentage(p -> p > 5));
  }
}
