package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Hashes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/// The nonces that proofs have to name, and the proofs that were spent under them. A nonce is given
/// out for one lifetime and accepted for less than one more; what was spent under it is remembered
/// for just as long, so that no proof ever counts twice. Nonces live in this process alone: none
/// outlives a restart, nor the memory of what was spent. RFC 9449 §8, §11.1.
final class DpopNonces {
  private static final int NONCE_BYTES = 16;

  private final SecureRandom random;
  private final LongSupplier nanoTime;
  private final long lifetimeNanos;
  private final int most;
  private Generation current;
  private Generation previous;

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  /// @param most when so many proofs are spent under a nonce, the next one begins
  DpopNonces(SecureRandom random, LongSupplier nanoTime, Duration lifetime, int most) {
    this.random = random;
    this.nanoTime = nanoTime;
    this.lifetimeNanos = lifetime.toNanos();
    this.most = most;
    this.current = begin();
    this.previous = begin();
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

  synchronized Spending spend(String nonce, String keyThumbprint, String proofId) {
    turn();
    Generation generation;
    if (nonce.equals(current.nonce)) {
      generation = current;
    } else if (nonce.equals(previous.nonce) && age(previous) < 2 * lifetimeNanos) {
      generation = previous;
    } else {
      return Spending.STALE;
    }
    var digest = ByteBuffer.wrap(Hashes.sha256((keyThumbprint + proofId).getBytes(US_ASCII)));
    return generation.spent.add(new Proof(digest.getLong(), digest.getLong()))
        ? Spending.SPENT
        : Spending.REPLAYED;
  }

  private void turn() {
    if (age(current) >= lifetimeNanos || current.spent.size() >= most) {
      previous = current;
      current = begin();
    }
  }

  private long age(Generation generation) {
    return nanoTime.getAsLong() - generation.begin;
  }

  private Generation begin() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return new Generation(Base64Url.encode(nonce), nanoTime.getAsLong(), new HashSet<>());
  }

  private record Generation(String nonce, long begin, Set<Proof> spent) {}

  private record Proof(long high, long low) {}
}
