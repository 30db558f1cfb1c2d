package dev.latchkey.broker.http;

import java.time.Duration;
import java.util.Optional;

/// The proofs that were spent with any broker of the store.
public interface SpentProofs {
  /// There may be other brokers, and each remembers its own.
  SpentProofs UNKNOWN = (_, _) -> Optional.empty();

  /// Spends a proof.
  ///
  /// @param proof from which nothing can be read
  /// @param remembered how long it could be accepted otherwise
  /// @return whether it was not spent before; empty if nobody answers within 50 ms, or has lately
  Optional<Boolean> spend(String proof, Duration remembered);
}
