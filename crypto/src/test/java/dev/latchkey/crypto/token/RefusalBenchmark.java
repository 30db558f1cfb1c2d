package dev.latchkey.crypto.token;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long a verdict takes on a token of the attack corpus, on inputs of 1 MiB, and, to compare,
/// on a valid token. Each call takes the next text, so that the cheap and the dear ones all count,
/// after a pause that is not timed: tokens come one by one, and a thread that never rests is
/// measured by when the system stops it, not by what it does.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class RefusalBenchmark {
  private static final int HUGE = 1 << 20;
  private static final long PAUSE_NANOS = 200_000;

  private AttackCorpus corpus;
  private Texts valid;
  private Texts invalid;
  private Texts huge;

  @Setup
  public void read() throws IOException {
    corpus = AttackCorpus.read();
    valid = new Texts(corpus.tokens("valid"));
    invalid = new Texts(corpus.tokens("invalid"));
    huge = new Texts(hugeTexts(corpus.tokens("valid").getFirst()));
  }

  @Setup(Level.Invocation)
  public void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  @Benchmark
  public boolean acceptValid() {
    return corpus.accepts(valid.next());
  }

  @Benchmark
  public boolean refuseAttack() {
    return corpus.accepts(invalid.next());
  }

  @Benchmark
  public boolean refuseMebibyte() {
    return corpus.accepts(huge.next());
  }

  private static List<String> hugeTexts(String token) {
    var parts = token.split("\\.");
    return List.of(
        "A".repeat(HUGE),
        ".".repeat(HUGE),
        "A.".repeat(HUGE / 2),
        "\u00e9".repeat(HUGE),
        "\0".repeat(HUGE),
        "{\"a\":".repeat(HUGE / 5),
        " ".repeat(HUGE) + token,
        token + "=".repeat(HUGE),
        parts[0] + "." + parts[1].repeat(HUGE / parts[1].length()) + "." + parts[2],
        parts[0].repeat(HUGE / parts[0].length()) + "." + parts[1] + "." + parts[2],
        (token + ".").repeat(HUGE / token.length()));
  }

  /// Texts in a random order that is the same in each run, again and again.
  private static final class Texts {
    private final List<String> texts;
    private int next;

    Texts(List<String> texts) {
      this.texts = new ArrayList<>(texts);
      Collections.shuffle(this.texts, new Random(1));
    }

    String next() {
      next = (next + 1) % texts.size();
      return texts.get(next);
    }
  }
}
