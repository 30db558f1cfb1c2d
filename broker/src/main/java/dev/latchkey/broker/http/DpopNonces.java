package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Hashes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The nonces that proofs have to name, and the proofs that were spent under them. A nonce is given
/// out for one lifetime and accepted for less than one more; what was spent under it is remembered
/// for just as long, so that no proof ever counts twice. RFC 9449 §8, §11.1.
///
/// `nonce = base64url(u64 ms since 1970 of its beginning ‖ 8 of the broker ‖ 16 of a MAC)`: any
/// broker that has the key recognises it. What was spent under nonces from before it began, it
/// knows from the others alone; where they cannot be asked, such a nonce is an old one. Where there
/// are no others, so is one of another broker: it is from before a restart.
public final class DpopNonces {
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int MAX_PROOFS_PER_NONCE = 262_144;
  private static final int BROKER_BYTES = 8;
  private static final int MAC_BYTES = 16;
  private static final int SIGNED_BYTES = Long.BYTES + BROKER_BYTES;
  private static final int NONCE_BYTES = SIGNED_BYTES + MAC_BYTES;

  private final Supplier<List<SecretKeySpec>> keys;
  private final byte[] broker = new byte[BROKER_BYTES];
  private final @Nullable SpentProofs elsewhere;
  private final LongSupplier nanoTime;
  private final long lifetimeMillis;
  private final int most;
  private final long startedAt;
  private final long startedAtNanos;
  private Generation current;
  private Generation previous;
  /// The latest that any nonce began under which something was spent.
  private long latest;

  /// @param keys that all brokers of the store have, for this use: the first one makes
  /// @param elsewhere null if there is one broker
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public DpopNonces(
      Supplier<List<SecretKeySpec>> keys,
      @Nullable SpentProofs elsewhere,
      InstantSource clock,
      LongSupplier nanoTime,
      SecureRandom random) {
    this(keys, elsewhere, clock, nanoTime, random, LIFETIME, MAX_PROOFS_PER_NONCE);
  }

  /// @param most when so many proofs are spent under a nonce, the next one begins
  DpopNonces(
      Supplier<List<SecretKeySpec>> keys,
      @Nullable SpentProofs elsewhere,
      InstantSource clock,
      LongSupplier nanoTime,
      SecureRandom random,
      Duration lifetime,
      int most) {
    this.keys = keys;
    random.nextBytes(broker);
    this.elsewhere = elsewhere;
    this.nanoTime = nanoTime;
    this.lifetimeMillis = lifetime.toMillis();
    this.most = most;
    this.startedAt = clock.millis();
    this.startedAtNanos = nanoTime.getAsLong();
    this.current = begin(startedAt);
    this.previous = current;
  }

  /// What became of a proof.
  enum Spending {
    /// It counts, this once.
    SPENT,
    /// It has counted before.
    REPLAYED,
    /// Its nonce is none of ours, or an old one.
    STALE
  }

  /// What the next proof has to name.
  synchronized String current() {
    turn();
    return current.nonce;
  }

  Spending spend(String nonce, String keyThumbprint, String proofId) {
    var begun = begun(nonce);
    if (begun.isEmpty()) {
      return Spending.STALE;
    }
    long since = begun.getAsLong();
    byte[] proof = Hashes.sha256((nonce + keyThumbprint + proofId).getBytes(US_ASCII));
    Spending here = spendHere(since, ByteBuffer.wrap(proof));
    if (elsewhere == null || here == Spending.REPLAYED || !isFresh(since)) {
      return here;
    }
    var left = Duration.ofMillis(since + 2 * lifetimeMillis - now());
    Optional<Boolean> first =
        elsewhere.spend(Base64Url.encode(Arrays.copyOf(proof, MAC_BYTES)), left);
    return first.map(it -> it ? Spending.SPENT : Spending.REPLAYED).orElse(here);
  }

  /// As far as this broker knows.
  private synchronized Spending spendHere(long since, ByteBuffer proof) {
    turn();
    if (!isFresh(since) || since < previous.begin) {
      return Spending.STALE;
    }
    latest = Math.max(latest, since);
    var generation = since < current.begin ? previous : current;
    return generation.spent.add(new Proof(proof.getLong(), proof.getLong()))
        ? Spending.SPENT
        : Spending.REPLAYED;
  }

  /// A nonce of another broker may be from a little later than now.
  private boolean isFresh(long since) {
    long age = now() - since;
    return -lifetimeMillis <= age && age < 2 * lifetimeMillis;
  }

  private void turn() {
    if (now() - current.begin >= lifetimeMillis || current.spent.size() >= most) {
      previous = current;
      // Later than any nonce that was spent under: what is remembered of it stays in its place.
      current = begin(Math.max(now(), Math.max(latest, current.begin) + 1));
    }
  }

  /// By the clock when the broker began, whatever becomes of the clock.
  private long now() {
    return startedAt + (nanoTime.getAsLong() - startedAtNanos) / 1_000_000;
  }

  private Generation begin(long since) {
    return new Generation(write(since), since, new HashSet<>());
  }

  private String write(long since) {
    byte[] signed = ByteBuffer.allocate(SIGNED_BYTES).putLong(since).put(broker).array();
    return Base64Url.encode(
        ByteBuffer.allocate(NONCE_BYTES)
            .put(signed)
            .put(mac(keys.get().getFirst(), signed))
            .array());
  }

  /// When the nonce began; empty if it is none that counts here.
  private OptionalLong begun(String nonce) {
    byte[] bytes;
    try {
      bytes = Base64Url.decode(nonce, NONCE_BYTES);
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
    byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
    boolean own = Arrays.equals(signed, Long.BYTES, SIGNED_BYTES, broker, 0, BROKER_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, SIGNED_BYTES, NONCE_BYTES);
    boolean ours = keys.get().stream().anyMatch(it -> MessageDigest.isEqual(mac, mac(it, signed)));
    return ours && (own || elsewhere != null)
        ? OptionalLong.of(ByteBuffer.wrap(signed).getLong())
        : OptionalLong.empty();
  }

  private static byte[] mac(SecretKeySpec key, byte[] signed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(signed), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private record Generation(String nonce, long begin, Set<Proof> spent) {}

  private record Proof(long high, long low) {}
}
