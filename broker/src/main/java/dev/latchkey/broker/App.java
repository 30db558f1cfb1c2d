package dev.latchkey.broker;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.HeldKeys;
import dev.latchkey.broker.config.KeyWatch;
import dev.latchkey.broker.fleet.Fleet;
import dev.latchkey.broker.fleet.StoreWatch;
import dev.latchkey.broker.http.DpopNonces;
import dev.latchkey.broker.http.HttpInterface;
import dev.latchkey.broker.http.RefusalMetrics;
import dev.latchkey.broker.http.Services;
import dev.latchkey.broker.http.SpentProofs;
import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.ledger.Ledger;
import dev.latchkey.broker.ledger.LedgerMetrics;
import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.ledger.Recording;
import dev.latchkey.broker.limit.JoinLimits;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.live.Elsewhere;
import dev.latchkey.broker.live.LiveInterface;
import dev.latchkey.broker.live.Rooms;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.broker.relay.Channels;
import dev.latchkey.broker.relay.Commits;
import dev.latchkey.broker.relay.LogReader;
import dev.latchkey.broker.relay.RelayMetrics;
import dev.latchkey.broker.relay.Waiters;
import dev.latchkey.broker.session.Challenges;
import dev.latchkey.broker.session.Comparisons;
import dev.latchkey.broker.session.Creators;
import dev.latchkey.broker.session.DecoyJoins;
import dev.latchkey.broker.session.Holds;
import dev.latchkey.broker.session.HostStatements;
import dev.latchkey.broker.session.Invites;
import dev.latchkey.broker.session.JoinProofs;
import dev.latchkey.broker.session.Joins;
import dev.latchkey.broker.session.Members;
import dev.latchkey.broker.session.Moves;
import dev.latchkey.broker.session.Purging;
import dev.latchkey.broker.session.Rendezvous;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.broker.session.SessionMetrics;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.session.Sessions;
import dev.latchkey.broker.session.Terms;
import dev.latchkey.broker.session.Tokens;
import dev.latchkey.broker.store.Store;
import dev.latchkey.broker.witness.Publishing;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.token.TokenSigner;
import dev.latchkey.crypto.token.TokenVerifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A running broker: the one place where its parts are made and put together. It is over 400 lines
/// because there is no other such place.
final class App implements AutoCloseable {
  private static final String LIMITS_KEY = "latchkey/limits/v1";
  private static final String NONCES_KEY = "latchkey/dpop-nonces/v1";
  private static final String FLEET_KEY = "latchkey/fleet/v1";
  private static final String CREATORS_KEY = "latchkey/creators/v1";
  private static final int MOST_ROSTERS = 1_024; // about 100 KiB each with fifty members

  private final Store store;
  private final HeldKeys keys;
  private final Optional<KeyWatch> keyWatch;
  private final Duration drain;
  private final Metrics metrics;
  private final LedgerMetrics ledgerMetrics;
  private final SessionMetrics sessionMetrics;
  private final Waiters waiters = new Waiters();
  private final Commits commits = new Commits();
  private final Holds heldJoins;
  private final Holds heldWrites;
  private final Recording recording;
  private final Notices notices;
  private final Rosters rosters;
  private final Services services;
  private final Rooms rooms;
  private final LiveInterface live;
  private final HttpInterface http;
  private final Optional<Fleet> fleet;
  private final StoreWatch watch;
  private final Purging purging;
  private final Publishing publishing;

  private App(
      Config config,
      Store store,
      InstantSource clock,
      LongSupplier nanoTime,
      LongSupplier socketTime,
      SecureRandom random) {
    this.store = store;
    this.keys = new HeldKeys(store.keys(), clock);
    this.keyWatch = store.keyFile().map(file -> new KeyWatch(file, keys));
    this.drain = config.http().drain();
    this.metrics = new Metrics(nanoTime);
    this.ledgerMetrics = new LedgerMetrics(metrics);
    this.sessionMetrics = new SessionMetrics(metrics);
    this.fleet =
        config
            .redisUrl()
            .filter(_ -> store.shared())
            .map(url -> new Fleet(url, () -> keys.macKeys(FLEET_KEY), clock, socketTime, random));
    this.heldJoins = new Holds(nanoTime);
    this.heldWrites = new Holds(nanoTime);
    this.recording = recording(config, keys, random);
    this.notices =
        new Notices(
            store.ledgers(),
            store.sessions(),
            recording,
            ledgerMetrics,
            clock,
            nanoTime,
            commits::grown);
    this.rosters =
        new Rosters(
            store.sessions(),
            store.ledgers(),
            ledgerMetrics,
            clock,
            config.session().lifetime(),
            commits::changed,
            MOST_ROSTERS);
    this.services = services(config, clock, nanoTime, random);
    this.rooms =
        new Rooms(
            store.sessions(),
            store.channels(),
            rosters,
            services.ledger()::checkpoint,
            config.live().compactAfter(),
            nanoTime,
            fleet.map(Fleet::elsewhere).orElse(Elsewhere.NOWHERE));
    this.live =
        new LiveInterface(config, services, rosters, rooms, metrics, clock, nanoTime, random);
    this.http = new HttpInterface(config, services, live, metrics, clock, socketTime, random);
    commits.listen(waiters);
    commits.listen(rooms);
    fleet.map(Fleet::teller).ifPresent(commits::listen);
    this.watch =
        new StoreWatch(
            store.sessions(),
            rooms,
            waiters,
            () -> fleet.filter(Fleet::hearsAll).isPresent(),
            socketTime);
    this.purging =
        new Purging(
            store.sessions(), store.ledgers(), config.ledger().detailsTtl(), sessionMetrics, clock);
    this.publishing =
        new Publishing(
            services.log(),
            config.ledger().witnessPolicy().policy(),
            Thread::startVirtualThread,
            nanoTime);
    gauges(config);
  }

  private void gauges(Config config) {
    metrics.info(
        "latchkey_build_info",
        "What runs.",
        Map.of(
            "version",
            Optional.ofNullable(App.class.getPackage().getImplementationVersion())
                .orElse("unknown"),
            "java",
            Runtime.version().toString(),
            "store",
            config.store().kind()));
    metrics.gauge(
        "latchkey_store_bytes",
        "Size of the store on its disk; 0 of one in memory.",
        () -> store.state().bytes().getAsLong());
    metrics.counted(
        "latchkey_store_errors_total",
        "Calls that the store has failed.",
        "op",
        Map.of(
            "read", () -> store.state().failedReads().getAsLong(),
            "write", () -> store.state().failedWrites().getAsLong()));
    metrics.counted(
        "latchkey_redis_errors_total",
        "What Redis has not answered in time or with an error, and connections to it that failed.",
        () -> fleet.map(Fleet::errors).orElse(0L));
    metrics.gauge(
        "latchkey_log_ok",
        "1 while the log of the broker (PROTOCOL.md §11) goes on, otherwise 0.",
        () -> publishing.isContinued() ? 1 : 0);
    metrics.gauge(
        "latchkey_log_unpublished_entries",
        "Entries of that log that no published checkpoint has yet.",
        publishing::unpublished);
  }

  /// A broker that takes requests.
  ///
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  /// @param socketTime the same for how long is waited on sockets; a test that jumps in time keeps
  ///     its connections
  static App start(
      Config config,
      InstantSource clock,
      LongSupplier nanoTime,
      LongSupplier socketTime,
      SecureRandom random) {
    return start(config, Store.open(config, random), clock, nanoTime, socketTime, random);
  }

  /// The same on this store.
  static App start(
      Config config,
      Store store,
      InstantSource clock,
      LongSupplier nanoTime,
      LongSupplier socketTime,
      SecureRandom random) {
    var app = new App(config, store, clock, nanoTime, socketTime, random);
    try {
      app.live.start();
      app.http.start();
      if (store.shared()) {
        app.watch.start();
        app.fleet.ifPresent(fleet -> fleet.start(app.rooms, app.waiters, app.watch));
      }
      app.purging.start(config.purgeInterval());
      app.notices.start();
      app.publishing.start();
      app.keyWatch.ifPresent(KeyWatch::start);
      return app;
    } catch (RuntimeException e) {
      app.close();
      throw e;
    }
  }

  Waiters waiters() {
    return waiters;
  }

  LiveInterface live() {
    return live;
  }

  Rooms rooms() {
    return rooms;
  }

  Optional<Fleet> fleet() {
    return fleet;
  }

  Holds heldJoins() {
    return heldJoins;
  }

  Holds heldWrites() {
    return heldWrites;
  }

  SessionStore sessionStore() {
    return store.sessions();
  }

  LedgerStore ledgerStore() {
    return store.ledgers();
  }

  /// What takes over the keys of a changed file.
  KeyWatch keyWatch() {
    return keyWatch.orElseThrow();
  }

  Publishing publishing() {
    return publishing;
  }

  Services services() {
    return services;
  }

  HttpInterface http() {
    return http;
  }

  /// Takes nothing new, tells who is connected to go, lets end what has begun, all that as long as
  /// is configured, and then writes down what is left and closes the store.
  @Override
  public void close() {
    long begunAt = System.nanoTime();
    keyWatch.ifPresent(KeyWatch::close);
    http.drain();
    waiters.close();
    services.rendezvous().close();
    live.drain(drain);
    http.awaitAnswers(drain.minusNanos(System.nanoTime() - begunAt));
    http.close();
    live.close();
    watch.close();
    fleet.ifPresent(Fleet::close);
    notices.close();
    purging.close();
    publishing.close();
    store.close();
  }

  private Services services(
      Config config, InstantSource clock, LongSupplier nanoTime, SecureRandom random) {
    var sessions = store.sessions();
    var terms = terms(config);
    var verifier = new TokenVerifier(keys::ring, terms.origin(), config.access().leeway());
    var tokens = new Tokens(new TokenSigner(keys::ring), verifier, terms, clock);
    var policy = config.ledger().witnessPolicy();
    var log = new BrokerLog(store.log(), store.ledgers(), terms.origin(), keys::ledger);
    policy.requireLogs(log.keys());
    var limits =
        fleet
            .map(
                it ->
                    new Limits(
                        nanoTime,
                        random,
                        config.limitMaxKeys(),
                        () -> keys.macKeys(LIMITS_KEY).getFirst(),
                        it.buckets()))
            .orElseGet(() -> new Limits(nanoTime, random, config.limitMaxKeys()));
    var challenges = new Challenges(keys::data, random, clock);
    var nobody = SigningKey.generate(random).verifyingKey();
    var statements = new HostStatements(sessions, rosters, heldJoins, heldWrites);
    var joinLimits = new JoinLimits(limits);
    var invites =
        new Invites(
            sessions,
            rosters,
            statements,
            notices,
            joinLimits,
            tokens,
            terms,
            sessionMetrics,
            clock);
    var proofs =
        new JoinProofs(
            rosters,
            joinLimits,
            notices,
            nobody,
            new DecoyJoins(terms.origin(), random, Thread::startVirtualThread),
            sessionMetrics);
    var members =
        new Members(
            sessions, rosters, challenges, tokens, terms, nobody, notices, commits::changed);
    return new Services(
        terms,
        new Sessions(
            sessions,
            challenges,
            tokens,
            terms,
            keys::ledger,
            ledgerMetrics,
            sessionMetrics,
            new Creators(() -> keys.macKeys(CREATORS_KEY), config.session().maxPerCreator()),
            random,
            clock),
        invites,
        statements,
        new Comparisons(sessions, rosters, heldJoins),
        new Joins(
            sessions,
            rosters,
            invites,
            proofs,
            notices,
            recording,
            challenges,
            heldJoins,
            tokens,
            terms,
            sessionMetrics),
        members,
        new LogReader(members, waiters, nanoTime),
        new Moves(rosters, challenges, heldJoins, tokens),
        new Rendezvous(store.places(), clock),
        new Channels(
            store.channels(),
            rosters,
            heldWrites,
            waiters,
            commits,
            new RelayMetrics(metrics),
            clock,
            nanoTime,
            config.session().maxBytes()),
        new Ledger(store.ledgers(), sessions, log, policy.text(), terms.origin(), keys::ledger),
        log,
        notices,
        limits,
        new RefusalMetrics(metrics),
        verifier,
        new DpopNonces(() -> keys.macKeys(NONCES_KEY), spentProofs(), clock, nanoTime, random),
        keys::published,
        store.state().works());
  }

  /// Null where there is one broker.
  private @Nullable SpentProofs spentProofs() {
    return store.shared() ? fleet.map(Fleet::proofs).orElse(SpentProofs.UNKNOWN) : null;
  }

  private static Recording recording(Config config, HeldKeys keys, SecureRandom random) {
    return switch (config.ledger().network()) {
      case NONE -> Recording.withoutNetwork(random);
      case PREFIX -> Recording.withPrefix(random);
      case HASH -> Recording.withHash(() -> keys.data().getFirst(), random);
    };
  }

  private static Terms terms(Config config) {
    return new Terms(
        config.publicUrl().value(),
        config.session().lifetime(),
        config.session().maxMembers(),
        config.invite().maxLifetime(),
        config.invite().tokenLifetime(),
        config.access().tokenLifetime());
  }
}
