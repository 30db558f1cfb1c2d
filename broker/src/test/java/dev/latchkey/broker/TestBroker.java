package dev.latchkey.broker;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.http.HttpInterface;
import dev.latchkey.broker.http.Services;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.token.TokenVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A real broker on free ports, with a clock that the test moves.
public final class TestBroker implements AutoCloseable {
  private final App app;
  private final Config config;
  private final TestClock clock;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  private TestBroker(Config config) {
    this.config = config;
    this.clock = new TestClock();
    this.app = App.start(config, clock, clock::nanoTime, new SecureRandom());
  }

  public static TestBroker inMemory() {
    return inMemory(Map.of());
  }

  /// @param settings as in the environment
  public static TestBroker inMemory(Map<String, String> settings) {
    var environment = new HashMap<>(settings);
    environment.put("LATCHKEY_STORE", "memory:");
    return start(environment);
  }

  /// Started again on the same folder it is the same broker, with the same origin.
  public static TestBroker onSqlite(Path dataDir) {
    return start(
        new HashMap<>(
            Map.of(
                "LATCHKEY_DATA_DIR",
                dataDir.toString(),
                "LATCHKEY_PUBLIC_URL",
                "https://broker.example")));
  }

  private static TestBroker start(Map<String, String> environment) {
    environment.putIfAbsent("LATCHKEY_LISTEN", "127.0.0.1:0");
    environment.putIfAbsent("LATCHKEY_MANAGEMENT_LISTEN", "127.0.0.1:0");
    return new TestBroker(Config.of(Settings.read(environment)));
  }

  public Wire wire() {
    return new Wire(URI.create("http://" + config.listen()), answers::add);
  }

  public Wire managementWire() {
    return new Wire(URI.create("http://" + config.managementListen()), answers::add);
  }

  public String origin() {
    return config.publicUrl().value();
  }

  public TestClock clock() {
    return clock;
  }

  /// A host's device with a new session.
  public HostDevice host() {
    return HostDevice.create(this);
  }

  /// A device that has seen nothing yet.
  public GuestDevice guest() {
    return new GuestDevice(this);
  }

  /// Returns once so many readers wait for news of the session.
  public void awaitReaders(SessionId session, int count) {
    while (app.waiters().count(session) < count) {
      Thread.onSpinWait();
    }
  }

  /// Returns once so many joins of the session are held back.
  public void awaitHeldJoins(SessionId session, int count) {
    while (app.heldJoins().count(session) < count) {
      Thread.onSpinWait();
    }
  }

  /// What the broker's HTTP interface serves, without HTTP.
  public Services services() {
    return app.services();
  }

  /// Everything that the broker has answered.
  public Collection<Answer> answers() {
    return answers;
  }

  /// The HTTP interface itself.
  public HttpInterface http() {
    return app.http();
  }

  /// What checks the broker's tokens.
  public TokenVerifier tokens() {
    return app.services().verifier();
  }

  @Override
  public void close() {
    app.close();
  }
}
