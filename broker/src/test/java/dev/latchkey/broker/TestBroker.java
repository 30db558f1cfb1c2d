package dev.latchkey.broker;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.http.HttpInterface;
import dev.latchkey.broker.http.Services;
import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.Store;
import dev.latchkey.broker.store.StoreState;
import dev.latchkey.broker.store.memory.MemoryPlaces;
import dev.latchkey.broker.witness.Publishing;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.token.TokenVerifier;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A real broker on free ports, with a clock that the test moves.
public final class TestBroker implements AutoCloseable {
  private final Optional<App> app;
  private final Optional<Duration> patience;
  private final Optional<TestCertificate> certificate;
  private final URI base;
  private final URI management;
  private final String origin;
  private final TestClock clock;
  private final TestClock socketClock = new TestClock();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  private interface Start {
    App at(TestClock clock, TestClock socketClock);
  }

  private TestBroker(Config config, Start start) {
    this(config, start, Optional.empty());
  }

  private TestBroker(Config config, Start start, Optional<TestCertificate> certificate) {
    this.patience = Optional.empty();
    this.clock = new TestClock();
    this.app = Optional.of(start.at(clock, socketClock));
    this.certificate = certificate;
    this.base = URI.create((certificate.isPresent() ? "https://" : "http://") + config.listen());
    this.management = URI.create("http://" + config.managementListen());
    this.origin = config.publicUrl().value();
  }

  private TestBroker(BrokerProcess process, Optional<Duration> patience) {
    this.patience = patience;
    this.clock = TestClock.ofTheMachine();
    this.app = Optional.empty();
    this.certificate = Optional.empty();
    this.base = process.base();
    this.management = process.management();
    this.origin = process.origin();
  }

  private TestBroker(TestBroker direct, URI base) {
    this.patience = direct.patience;
    this.clock = direct.clock;
    this.app = direct.app;
    this.base = base;
    this.management = direct.management;
    this.certificate = direct.certificate;
    this.origin = direct.origin;
  }

  /// The same broker, as it is reached by another address: through a proxy.
  public TestBroker at(URI address) {
    return new TestBroker(this, address);
  }

  /// One that runs as a process of its own, by the time of the machine.
  public static TestBroker of(BrokerProcess process) {
    return new TestBroker(process, Optional.empty());
  }

  /// One that may be killed: callers wait so long at most for its answers, which nobody collects.
  public static TestBroker of(BrokerProcess process, Duration patience) {
    return new TestBroker(process, Optional.of(patience));
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

  /// A broker that speaks https, and whose clients trust its certificate.
  ///
  /// @param settings as in the environment
  public static TestBroker overTls(TestCertificate certificate, Map<String, String> settings) {
    var environment = new HashMap<>(settings);
    environment.put("LATCHKEY_STORE", "memory:");
    environment.put("LATCHKEY_TLS_CERTIFICATE_FILE", certificate.file().toString());
    environment.put("LATCHKEY_TLS_KEY_FILE", certificate.keyFile().toString());
    var config = config(environment);
    return new TestBroker(
        config,
        (clock, sockets) ->
            App.start(config, clock, clock::nanoTime, sockets::nanoTime, new SecureRandom()),
        Optional.of(certificate));
  }

  /// A broker whose store does what the test says.
  public static TestBroker on(
      SessionStore sessions,
      ChannelStore channels,
      LedgerStore ledgers,
      LogStore log,
      BooleanSupplier storeWorks) {
    var keys = Keys.generate(new SecureRandom());
    var store =
        new Store(
            keys,
            Optional.empty(),
            sessions,
            channels,
            ledgers,
            log,
            new MemoryPlaces(),
            false,
            StoreState.inMemory(storeWorks),
            () -> {});
    var config = config(new HashMap<>(Map.of("LATCHKEY_STORE", "memory:")));
    return new TestBroker(
        config,
        (clock, sockets) ->
            App.start(
                config, store, clock, clock::nanoTime, sockets::nanoTime, new SecureRandom()));
  }

  /// One of several brokers that share a store and its keys, and an origin.
  ///
  /// @param settings as in the environment
  public static TestBroker sharing(Store store, Map<String, String> settings) {
    var environment = new HashMap<>(settings);
    environment.put("LATCHKEY_STORE", "memory:");
    environment.put("LATCHKEY_PUBLIC_URL", "https://broker.example");
    var config = config(environment);
    return new TestBroker(
        config,
        (clock, _) ->
            App.start(config, store, clock, clock::nanoTime, System::nanoTime, new SecureRandom()));
  }

  /// Started again on the same folder it is the same broker, with the same origin.
  public static TestBroker onSqlite(Path dataDir) {
    return onSqlite(dataDir, Map.of());
  }

  /// @param settings as in the environment
  public static TestBroker onSqlite(Path dataDir, Map<String, String> settings) {
    var environment = new HashMap<>(settings);
    environment.put("LATCHKEY_DATA_DIR", dataDir.toString());
    environment.put("LATCHKEY_PUBLIC_URL", "https://broker.example");
    return start(environment);
  }

  /// One of several brokers on this database.
  ///
  /// @param keys the folder with the keys of all of them
  public static TestBroker onPostgres(String url, Path keys) {
    return onSqlite(keys, Map.of("LATCHKEY_STORE", url));
  }

  private static TestBroker start(Map<String, String> environment) {
    var config = config(environment);
    return new TestBroker(
        config,
        (clock, sockets) ->
            App.start(config, clock, clock::nanoTime, sockets::nanoTime, new SecureRandom()));
  }

  private static Config config(Map<String, String> environment) {
    environment.putIfAbsent("LATCHKEY_LISTEN", "127.0.0.1:0");
    environment.putIfAbsent("LATCHKEY_MANAGEMENT_LISTEN", "127.0.0.1:0");
    return Config.of(Settings.read(environment));
  }

  public Wire wire() {
    if (patience.isPresent()) {
      return Wire.within(patience.get(), base);
    }
    return certificate
        .map(it -> new Wire(it.client(), base, answers::add))
        .orElseGet(() -> new Wire(base, answers::add));
  }

  /// The connection as clients of this broker talk on it: in TLS, if it has a certificate.
  public Socket secured(Socket connected) throws IOException {
    return certificate.isPresent() ? certificate.get().secure(connected) : connected;
  }

  public Wire managementWire() {
    return new Wire(management, answers::add);
  }

  /// Where its management port is.
  public URI management() {
    return management;
  }

  public String origin() {
    return origin;
  }

  public TestClock clock() {
    return clock;
  }

  /// By which the broker waits on sockets.
  public TestClock socketClock() {
    return socketClock;
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
    while (app().waiters().count(session) < count) {
      Thread.onSpinWait();
    }
  }

  /// Returns once so many joins of the session are held back.
  public void awaitHeldJoins(SessionId session, int count) {
    while (app().heldJoins().count(session) < count) {
      Thread.onSpinWait();
    }
  }

  /// Returns once so many writes of the session are held back.
  public void awaitHeldWrites(SessionId session, int count) {
    while (app().heldWrites().count(session) < count) {
      Thread.onSpinWait();
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new IllegalStateException("waited too long");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// Returns once so many sessions have somebody connected to them.
  public void awaitRooms(int count) {
    await(() -> rooms() == count);
  }

  /// Returns once this broker knows that it does not hear the others.
  public void awaitDeaf() {
    var fleet = app().fleet().orElseThrow();
    await(() -> !fleet.hearsAll());
  }

  /// Returns once this broker knows of so many, and all of them are heard.
  public void awaitBrokers(int brokers) {
    var fleet = app().fleet().orElseThrow();
    await(() -> fleet.brokers() == brokers && fleet.hearsAll());
  }

  /// Returns once this broker knows of so many, and hears what they tell of the session.
  public void awaitFleet(SessionId session, int brokers) {
    var fleet = app().fleet().orElseThrow();
    await(() -> fleet.brokers() == brokers && fleet.hears(session));
  }

  /// The store of the broker.
  public SessionStore sessionStore() {
    return app().sessionStore();
  }

  /// Its ledgers.
  public LedgerStore ledgerStore() {
    return app().ledgerStore();
  }

  /// What brings them into the log of the broker.
  public Publishing publishing() {
    return app().publishing();
  }

  /// Looks whether the key file has changed, as the broker does every few seconds.
  public void lookAtKeys() {
    app().keyWatch().look();
  }

  /// How many live connections there are.
  public int connections() {
    return app().live().count();
  }

  /// Ends the live connections, now and from now on.
  public void drainLive() {
    app().live().drain(Duration.ofSeconds(10));
  }

  /// How many sessions somebody is connected to.
  public int rooms() {
    return app().rooms().count();
  }

  /// What the broker's HTTP interface serves, without HTTP.
  public Services services() {
    return app().services();
  }

  /// Everything that the broker has answered.
  public Collection<Answer> answers() {
    return answers;
  }

  /// The HTTP interface itself.
  public HttpInterface http() {
    return app().http();
  }

  /// What checks the broker's tokens.
  public TokenVerifier tokens() {
    return app().services().verifier();
  }

  @Override
  public void close() {
    app.ifPresent(App::close);
  }

  private App app() {
    return app.orElseThrow();
  }
}
