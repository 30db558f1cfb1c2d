package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.List;
import java.util.Optional;

/// The keys that sign checkpoints. A session pins one of them in its genesis, for life.
///
/// @param all the one that new sessions pin first
/// @param forNew those that a genesis may pin now: that one, for minutes the one before, and one
///     that is about to follow, because another broker of this store may be ahead
public record LedgerKeys(List<SigningKey> all, List<SigningKey> forNew) {
  public LedgerKeys {
    all = List.copyOf(all);
    forNew = List.copyOf(forNew);
  }

  /// The one that new sessions pin.
  public SigningKey newest() {
    return all.getFirst();
  }

  public boolean isForNew(VerifyingKey key) {
    return forNew.stream().anyMatch(it -> it.verifyingKey().equals(key));
  }

  /// The key of which this is the public half, if it is one of ours.
  public Optional<SigningKey> find(VerifyingKey key) {
    return all.stream().filter(it -> it.verifyingKey().equals(key)).findFirst();
  }
}
