package dev.latchkey.broker.interleaving;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.http.Services;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.memory.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/// A broker whose store lets something else happen just before a write reaches it: between the
/// moment in which the broker has looked at the roster and the one in which it acts on that.
final class Stage implements AutoCloseable {
  private static final Set<String> WRITES = Set.of("append", "writeAll");
  private static final Runnable NOTHING = () -> {};

  private final MemoryStore store = new MemoryStore();
  private final TestBroker broker =
      TestBroker.on(
          interrupted(SessionStore.class),
          interrupted(ChannelStore.class),
          store,
          store.log(),
          () -> true);
  private final Thread player = Thread.currentThread();
  private Runnable meanwhile = NOTHING;

  Services services() {
    return broker.services();
  }

  TestClock clock() {
    return broker.clock();
  }

  /// Runs `act` while the next write of this thread is on its way to the store, once.
  void meanwhile(Runnable act) {
    meanwhile = act;
  }

  /// Forgets what was to happen meanwhile, if there was no write.
  void settle() {
    meanwhile = NOTHING;
  }

  private <T> T interrupted(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (WRITES.contains(method.getName()) && Thread.currentThread() == player) {
                var act = meanwhile;
                meanwhile = NOTHING;
                act.run();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public void close() {
    broker.close();
  }
}
