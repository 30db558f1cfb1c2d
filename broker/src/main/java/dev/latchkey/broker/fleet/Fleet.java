package dev.latchkey.broker.fleet;

import dev.latchkey.broker.config.RedisUrl;
import dev.latchkey.broker.http.SpentProofs;
import dev.latchkey.broker.limit.CommonBuckets;
import dev.latchkey.broker.live.Elsewhere;
import dev.latchkey.broker.live.Rooms;
import dev.latchkey.broker.relay.Commits;
import dev.latchkey.broker.relay.Waiters;
import dev.latchkey.crypto.roster.SessionId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// This broker among those that have the same store and the same Redis.
public final class Fleet implements AutoCloseable {
  private final BulletinSeal seal;
  private final Absences absences;
  private final Redis redis;
  private final Outgoing outgoing;
  private final SharedBuckets buckets;
  private final RedisProofs proofs;
  private @Nullable Incoming incoming;

  /// @param keys that all brokers of the store have, for this use: the first one seals
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Fleet(
      RedisUrl url,
      Supplier<List<SecretKeySpec>> keys,
      InstantSource clock,
      LongSupplier nanoTime,
      SecureRandom random) {
    this.seal = new BulletinSeal(keys, random);
    this.absences = new Absences(nanoTime);
    this.redis = new Redis(url, seal, nanoTime);
    this.outgoing = new Outgoing(redis, seal, absences);
    this.buckets = new SharedBuckets(redis, clock);
    this.proofs = new RedisProofs(redis);
  }

  /// Where the others have to be told.
  public Commits.Listener teller() {
    return outgoing;
  }

  public Elsewhere elsewhere() {
    return outgoing;
  }

  /// The buckets of limits that all have in common.
  public CommonBuckets buckets() {
    return buckets;
  }

  /// The proofs that were spent with any of them.
  public SpentProofs proofs() {
    return proofs;
  }

  /// Whether all brokers hear each other.
  public boolean hearsAll() {
    return redis.hearsAll();
  }

  /// Whether what they tell of the session arrives here.
  public boolean hears(SessionId session) {
    return redis.hears(Outgoing.channel(session));
  }

  /// How many brokers there are, this one too, as far as is known.
  public int brokers() {
    return redis.brokers();
  }

  /// How often Redis has failed since the start.
  public long errors() {
    return redis.errors();
  }

  /// Begins to tell, and to pass on to these what the others tell. Does not wait for Redis.
  public void start(Rooms rooms, Waiters waiters, StoreWatch watch) {
    var hearing = new Incoming(redis, seal, absences, outgoing, rooms, waiters, watch);
    incoming = hearing;
    hearing.start();
    redis.start(hearing);
    outgoing.start();
  }

  @Override
  public void close() {
    outgoing.close();
    if (incoming != null) {
      incoming.close();
    }
    redis.close();
  }
}
