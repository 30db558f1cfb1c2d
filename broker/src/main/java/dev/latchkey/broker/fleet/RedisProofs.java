package dev.latchkey.broker.fleet;

import dev.latchkey.broker.http.SpentProofs;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;

/// Spent proofs in Redis, each as long as it could count again.
final class RedisProofs implements SpentProofs {
  private static final String KEY = "latchkey:proof:";
  private static final byte[] SPENT = {1};

  private final Redis redis;

  RedisProofs(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Optional<Boolean> spend(String proof, Duration remembered) {
    var once = SetArgs.Builder.nx().px(remembered.toMillis());
    return redis.ask(it -> it.set(KEY + proof, SPENT, once).thenApply("OK"::equals));
  }
}
