package dev.latchkey.broker.live;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.store.Store;
import dev.latchkey.broker.store.memory.MemoryPlaces;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.roster.SessionId;
import java.security.SecureRandom;
import java.util.ArrayList;
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

  /// @param settings of each, as in the environment
  Brokers(int count, Map<String, String> settings) {
    for (int i = 0; i < count; i++) {
      brokers.add(TestBroker.sharing(store, settings));
    }
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
        () -> true,
        () -> {});
  }

  @Override
  public void close() {
    brokers.forEach(TestBroker::close);
  }
}
