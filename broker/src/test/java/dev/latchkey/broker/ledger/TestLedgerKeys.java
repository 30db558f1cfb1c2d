package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.function.Supplier;

/// The keys of a broker that never had another ledger key than this one.
public final class TestLedgerKeys {
  private TestLedgerKeys() {}

  public static Supplier<LedgerKeys> only(SigningKey key) {
    return () -> new LedgerKeys(List.of(key), List.of(key));
  }
}
