package dev.latchkey.crypto.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What holds for every input of one parser: it is refused by the one exception that is documented,
/// or it means exactly one thing. Anything else that is thrown is a finding.
public interface FuzzTarget {
  /// Inputs to begin from, good ones and bad ones.
  List<byte[]> seeds();

  void accept(byte[] input);

  /// How many mutants go through it in every build: fewer where each costs more than parsing.
  default int mutants() {
    return 1_000;
  }

  /// What was read, or empty if it was refused in the way that its parser documents.
  static <T> Optional<T> unlessRefused(
      Class<? extends RuntimeException> refusal, Supplier<T> parser) {
    try {
      return Optional.of(parser.get());
    } catch (RuntimeException e) {
      if (!refusal.isInstance(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
