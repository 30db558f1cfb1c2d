package dev.latchkey.crypto.token;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// Runs [RefusalBenchmark] with one thread and with four, and says how each refusal compares with
/// accepting a valid token in the same run. Ends with 1 if the slowest hundredth is over its bound.
public final class RefusalReport {
  private static final Map<String, Double> MAX_P99_MICROS =
      Map.of("refuseAttack", 1_000.0, "refuseMebibyte", 5_000.0);

  private static final String UNSAFE_FOR_JMH = "--sun-misc-unsafe-memory-access=allow";

  private RefusalReport() {}

  public static void main(String[] args) throws IOException, RunnerException {
    System.out.printf("%d attacks%n", AttackCorpus.read().tokens("invalid").size());
    boolean good = true;
    for (int threads : List.of(1, 4)) {
      var results = new TreeMap<>(run(threads));
      double valid = results.get("acceptValid").getPercentile(50);
      System.out.printf(
          "%n%d thread(s), \u00b5s      p50       p99       max   p50 : accepting a valid one%n",
          threads);
      for (var result : results.entrySet()) {
        var times = result.getValue();
        double p99 = times.getPercentile(99);
        double bound = MAX_P99_MICROS.getOrDefault(result.getKey(), Double.MAX_VALUE);
        good &= p99 <= bound;
        System.out.printf(
            Locale.ROOT,
            "%-16s %9.1f %9.1f %9.1f   %.3f%s%n",
            result.getKey(),
            times.getPercentile(50),
            p99,
            times.getMax(),
            times.getPercentile(50) / valid,
            p99 <= bound ? "" : "   OVER " + bound);
      }
    }
    System.exit(good ? 0 : 1);
  }

  private static Map<String, Statistics> run(int threads) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(RefusalBenchmark.class.getName())
            .threads(threads)
            .forks(1)
            .jvmArgsAppend(
                "-Dlatchkey.vectors=" + System.getProperty("latchkey.vectors"), UNSAFE_FOR_JMH)
            .verbosity(VerboseMode.SILENT)
            .build();
    var statistics = new TreeMap<String, Statistics>();
    for (var result : new Runner(options).run()) {
      var name = result.getPrimaryResult().getLabel();
      statistics.put(name, result.getPrimaryResult().getStatistics());
    }
    return statistics;
  }
}
