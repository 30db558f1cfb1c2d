package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.memory.MemoryStore;
import io.helidon.http.Method;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A store that fails under a running broker.
class HardeningFailureTest {
  private static final String CANARY = "canary of the inside";

  enum Failure {
    STORE(() -> new StoreFailedException(CANARY)),
    BUG(() -> new IllegalStateException(CANARY)),
    NOTHING_THERE(() -> new NullPointerException(CANARY)),
    TOO_DEEP(() -> new StackOverflowError(CANARY));

    private final Supplier<Throwable> thrown;

    Failure(Supplier<Throwable> thrown) {
      this.thrown = thrown;
    }
  }

  private final MemoryStore memory = new MemoryStore();
  private volatile boolean fails;
  // Apart, because the log is asked every second, whatever a test does.
  private volatile boolean logFails;
  private volatile Failure failure = Failure.STORE;
  private final TestBroker broker =
      TestBroker.on(
          failing(SessionStore.class, memory, () -> fails),
          failing(ChannelStore.class, memory, () -> fails),
          failing(LedgerStore.class, memory, () -> fails),
          failing(LogStore.class, memory.log(), () -> logFails),
          () -> !fails);
  private final HostDevice host = broker.host();

  @AfterEach
  void stop() {
    broker.close();
  }

  @ParameterizedTest
  @EnumSource
  void whateverFailsInsideIsAnsweredWithTheSameTextOnEveryRoute(Failure next) {
    failure = next;
    fails = true;
    logFails = true;
    int failed = 0;
    try (var _ = CapturedLog.silently("dev.latchkey")) {
      for (var route : broker.http().apiRoutes()) {
        if (route.method().equals(Method.GET) && asksTheStore(route.path())) {
          assertFailed(host.callRaw("GET", real(route.path()), new byte[0]));
          failed++;
        }
      }
      assertFailed(host.append(0, "x"));
      assertFailed(host.refresh());
    }
    assertThat(failed).isPositive();

    fails = false;
    logFails = false;
    assertThat(host.append(0, "y").status()).isEqualTo(201);
  }

  @Test
  void aFailureIsInTheLogUnderTheIdOfItsAnswer() {
    try (var log = CapturedLog.silently("dev.latchkey")) {
      fails = true;
      var answer = host.append(0, "x");

      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().getFirst()).contains(answer.get("requestId"), CANARY);
    }
  }

  @Test
  void aBrokerWhoseStoreFailsIsAliveAndNotReady() {
    fails = true;

    assertThat(broker.managementWire().send("GET", "/health/ready").status()).isEqualTo(503);
    assertThat(broker.managementWire().send("GET", "/health/ready").text())
        .isEqualTo("{\"status\":\"DOWN\",\"reasons\":[\"store\"]}");
    assertThat(broker.managementWire().send("GET", "/health/live").status()).isEqualTo(200);
    assertThat(broker.wire().send("GET", "/.well-known/jwks.json").status()).isEqualTo(200);
  }

  private static boolean asksTheStore(String path) {
    return path.contains("{") && !path.endsWith("/live") && !path.startsWith("/v1/rendezvous");
  }

  private static void assertFailed(Answer answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
                + "\"code\":\"internal\",\"detail\":\"Something went wrong inside the broker.\","
                + "\"requestId\":\""
                + answer.header("X-Request-Id")
                + "\"}");
    assertThat(answer.headers().map().toString()).doesNotContain("canary", "Exception");
  }

  private String real(String path) {
    return path.replace("{sid}", host.session().value())
        .replace("{iid}", "A".repeat(22))
        .replace("{ch}", "0")
        .replace("{level}", "0")
        .replace("{+tile}", "000.p/1");
  }

  private <T> T failing(Class<T> store, Object real, BooleanSupplier fails) {
    return store.cast(
        Proxy.newProxyInstance(
            store.getClassLoader(),
            new Class<?>[] {store},
            (_, method, arguments) -> {
              if (fails.getAsBoolean()) {
                throw failure.thrown.get();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
