package dev.latchkey.broker.live;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.store.Store;
import dev.latchkey.broker.store.StoreState;
import dev.latchkey.broker.store.memory.MemoryPlaces;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.roster.SessionId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Several brokers on one store.
final class Brokers implements AutoCloseable {
  private final Store store = store();
  private final List<TestBroker> brokers = new ArrayList<>();

  /// Brokers that tell each other by this Redis what happens.
  static Brokers on(String redisUrl, int count) {
    return new Brokers(count, Map.of("LATCHKEY_REDIS_URL", redisUrl));
  }

  /// Returns once every broker hears what the others tell of the session, which must have a room in
  /// each.
  void awaitFleet(SessionId session) {
    brokers.forEach(it -> it.awaitFleet(session, brokers.size()));
  }

  /// One for each of these addresses of Redis.
  static Brokers on(List<String> redisUrls) {
    return new Brokers(redisUrls.stream().map(url -> Map.of("LATCHKEY_REDIS_URL", url)).toList());
  }

  /// @param settings of each, as in the environment
  Brokers(int count, Map<String, String> settings) {
    this(Collections.nCopies(count, settings));
  }

  private Brokers(List<Map<String, String>> settings) {
    settings.forEach(it -> brokers.add(TestBroker.sharing(store, it)));
  }

  TestBroker get(int number) {
    return brokers.get(number);
  }

  private static Store store() {
    var memory = new MemoryStore();
    return new Store(
        Keys.generate(new SecureRandom()),
        Optional.empty(),
        memory,
        memory,
        memory,
        memory.log(),
        new MemoryPlaces(),
        true,
        StoreState.inMemory(() -> true),
        () -> {});
  }

  @Override
  public void close() {
    brokers.forEach(TestBroker::close);
  }
}
