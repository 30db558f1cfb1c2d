package dev.latchkey.broker.config;

import dev.latchkey.broker.ledger.LedgerKeys;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.token.BrokerKey;
import dev.latchkey.crypto.token.KeyRing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/// The keys of a running broker, each as it counts at the moment of the call: they take over from
/// each other by time, and the file may be given others. For any thread.
public final class HeldKeys {
  private final InstantSource clock;
  private volatile Moment moment;

  public HeldKeys(Keys keys, InstantSource clock) {
    this.clock = clock;
    this.moment = Moment.of(keys, clock.instant());
  }

  /// What counts until the next change.
  private record Moment(
      Keys keys,
      Instant since,
      Instant until,
      KeyRing ring,
      LedgerKeys ledger,
      List<SecretBytes> data,
      List<BrokerKey.Public> published,
      Map<String, List<SecretKeySpec>> macKeys) {
    static Moment of(Keys keys, Instant now) {
      return new Moment(
          keys,
          now,
          keys.nextChange(now),
          keys.ring(now),
          keys.ledger(now),
          keys.data(now),
          keys.published(now),
          new ConcurrentHashMap<>());
    }

    List<SecretKeySpec> macKeys(String use) {
      return macKeys.computeIfAbsent(use, it -> data.stream().map(key -> macKey(key, it)).toList());
    }

    private static SecretKeySpec macKey(SecretBytes dataKey, String use) {
      byte[] exposed = dataKey.expose();
      byte[] derived = Hashes.hkdf(exposed, new byte[0], Hashes.label(use), exposed.length);
      try {
        return new SecretKeySpec(derived, "HmacSHA256");
      } finally {
        Arrays.fill(exposed, (byte) 0);
        Arrays.fill(derived, (byte) 0);
      }
    }

    boolean lasts(Instant now) {
      return !now.isBefore(since) && now.isBefore(until);
    }
  }

  /// Uses these from now on.
  synchronized void take(Keys keys) {
    moment = Moment.of(keys, clock.instant());
  }

  public Keys keys() {
    return moment.keys;
  }

  public KeyRing ring() {
    return now().ring;
  }

  public LedgerKeys ledger() {
    return now().ledger;
  }

  /// Under the first one things are made, under all they are recognised.
  public List<SecretBytes> data() {
    return now().data;
  }

  /// MAC keys for this use alone, the same on every broker that has the same keys. As with [#data],
  /// the first one makes.
  public List<SecretKeySpec> macKeys(String use) {
    return now().macKeys(use);
  }

  /// Those whose signatures others have to check.
  public List<BrokerKey.Public> published() {
    return now().published;
  }

  private Moment now() {
    var held = moment;
    var now = clock.instant();
    if (held.lasts(now)) {
      return held;
    }
    var next = Moment.of(held.keys, now);
    synchronized (this) {
      if (moment.keys.equals(held.keys)) {
        moment = next;
      }
    }
    return next;
  }
}
