package dev.latchkey.crypto.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What `.ci/fuzz` hands to Jazzer: any target, by the name of its class.
public final class Fuzzer {
  private static @Nullable FuzzTarget target;

  private Fuzzer() {}

  /// Chooses the target `args[0]` and writes its seeds into the folder `args[1]`. Each seed goes
  /// through once before, because loading classes is not what the time limit is about.
  public static void fuzzerInitialize(String[] args) throws Exception {
    var chosen = (FuzzTarget) Class.forName(args[0]).getConstructor().newInstance();
    int number = 0;
    for (byte[] seed : chosen.seeds()) {
      chosen.accept(seed);
      Files.write(Path.of(args[1], "seed-" + number++), seed);
    }
    target = chosen;
  }

  public static void fuzzerTestOneInput(byte[] input) {
    Objects.requireNonNull(target).accept(input);
  }
}
