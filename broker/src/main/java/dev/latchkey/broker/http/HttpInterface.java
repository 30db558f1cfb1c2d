package dev.latchkey.broker.http;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.HostPort;
import dev.latchkey.broker.http.connection.Connections;
import dev.latchkey.broker.http.connection.Deadlines;
import dev.latchkey.broker.http.tls.ServerTls;
import dev.latchkey.broker.metric.Metrics;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The broker's two listeners: the public one with API and pages, and the one for whoever runs it.
public final class HttpInterface implements AutoCloseable {
  private static final String MANAGEMENT = "management";
  private static final int MAX_MANAGEMENT_CONNECTIONS = 64;

  private final WebServer server;
  private final Config config;
  private final List<Route> apiRoutes;
  private final List<Route> pageRoutes;
  private final InFlight inFlight = new InFlight();
  private final BodyMemory bodyMemory;
  private final Optional<ServerTls> tls;
  private final Connections connections;
  private final Connections managementConnections;
  private volatile boolean started;
  private volatile boolean draining;

  /// @param metrics gets what the interface counts, and is shown on the management port
  /// @param live takes those who want to hear what happens
  /// @param socketTime a clock that only goes forward, as [System#nanoTime]
  public HttpInterface(
      Config config,
      Services services,
      Live live,
      Metrics metrics,
      InstantSource clock,
      LongSupplier socketTime,
      SecureRandom random) {
    this.config = config;
    var origin = config.publicUrl();
    var nonces = services.nonces();
    var requestIds = new RequestIds(random);
    var securityHeaders = new SecurityHeaders(origin);
    var cors = new Cors(origin.value(), config.allowedOrigins());
    var addresses = new ClientAddresses(config.trustedProxies());
    this.tls = config.tls().map(files -> ServerTls.open(files, clock));
    this.bodyMemory = new BodyMemory(config.http().bodyMemory());
    this.connections =
        new Connections(
            deadlines(),
            config.http().maxConnectionsPerAddress(),
            addresses::isTrusted,
            Optional.of(live),
            tls.map(it -> it),
            socketTime);
    this.managementConnections =
        new Connections(
            deadlines(),
            MAX_MANAGEMENT_CONNECTIONS,
            addresses::isTrusted,
            Optional.empty(),
            Optional.empty(),
            socketTime);
    var requestMetrics = new RequestMetrics(metrics);
    var envelope =
        new Envelope(
            requestIds,
            securityHeaders,
            cors,
            nonces,
            bodyMemory,
            addresses,
            inFlight,
            () -> draining,
            requestMetrics);
    var access =
        new Access(
            services.verifier(),
            nonces,
            services.members(),
            services.terms().origin(),
            config.access().leeway(),
            clock);
    this.apiRoutes = apiRoutes(services, live, access, addresses);
    var pages = new Pages(securityHeaders, config.offlinePages());
    this.pageRoutes = pages.routes();
    var routing = HttpRouting.builder().addFilter(envelope);
    new Problems(envelope, services.refusals()).register(routing);
    routing.any(pages::drop);
    new Routes(cors, apiRoutes).register(routing);
    new Routes(cors, pageRoutes).register(routing);
    routing.any(pages::lost);
    var readiness = new Readiness(() -> started, () -> draining, services.storeWorks());
    var management =
        new Management(
            new Health(() -> started, readiness), metrics, new Observations(live, addresses));
    gauges(metrics, readiness);
    this.server =
        server(new DirectProblems(requestIds, securityHeaders))
            .routing(routing)
            .routing(MANAGEMENT, management.routing())
            .build();
  }

  private void gauges(Metrics metrics, Readiness readiness) {
    metrics.gauge(
        "latchkey_store_up",
        "1 while the store takes writes, otherwise 0.",
        () -> readiness.storeWorks() ? 1 : 0);
    metrics.gauge(
        "latchkey_drain_in_progress", "1 while the broker is stopping.", () -> draining ? 1 : 0);
    metrics.gauge(
        "latchkey_tls_cert_not_after_timestamp_seconds",
        "When the broker's own certificate expires, in seconds since 1970; 0 if it has none.",
        () -> tls.map(it -> it.notAfter().getEpochSecond()).orElse(0L));
    metrics.gauge(
        "latchkey_http_connections",
        "Connections to the public port, whatever they do.",
        connections::openCount);
    metrics.gauge(
        "latchkey_body_bytes",
        "What request bodies have of http.body-memory now.",
        bodyMemory::taken);
  }

  /// Throws IllegalStateException if a port is taken after all.
  public void start() {
    server.start();
    if (!server.isRunning()) {
      throw new IllegalStateException("the listeners did not start; see the log");
    }
    tls.ifPresent(ServerTls::start);
    started = true;
  }

  /// Takes no new request from now on; those that have begun go on.
  public void drain() {
    draining = true;
  }

  /// Waits for the requests that have begun until the time is over.
  public void awaitAnswers(Duration longest) {
    inFlight.awaitNone(longest);
  }

  /// Stops listening, and cuts off what is still open.
  @Override
  public void close() {
    drain();
    server.stop();
    connections.close();
    managementConnections.close();
    tls.ifPresent(ServerTls::close);
  }

  /// All routes but those of the pages.
  List<Route> apiRoutes() {
    return apiRoutes;
  }

  List<Route> pageRoutes() {
    return pageRoutes;
  }

  /// The open connections of the public listener.
  public Connections connections() {
    return connections;
  }

  /// The certificate of the public listener, if it has one.
  Optional<ServerTls> tls() {
    return tls;
  }

  BodyMemory bodyMemory() {
    return bodyMemory;
  }

  private List<Route> apiRoutes(
      Services services, Live live, Access access, ClientAddresses addresses) {
    var limits = services.limits();
    var all = new ArrayList<Route>();
    var memberLimits = new MemberLimits(limits, services.notices());
    var statementCallers = new StatementCallers(access, limits, memberLimits, addresses);
    all.addAll(
        new SessionRoutes(
                services.sessions(),
                services.members(),
                services.ledger(),
                limits,
                addresses,
                config.creationToken())
            .routes());
    all.addAll(
        new InviteRoutes(
                services.invites(),
                services.statements(),
                access,
                statementCallers,
                limits,
                addresses)
            .routes());
    all.addAll(
        new StatementRoutes(services.statements(), services.comparisons(), statementCallers)
            .routes());
    all.addAll(new JoinRoutes(services.joins(), services.ledger(), limits, addresses).routes());
    all.addAll(
        new MemberRoutes(services.members(), services.logReader(), access, memberLimits).routes());
    all.addAll(
        new MoveRoutes(
                services.moves(), services.rendezvous(), access, limits, memberLimits, addresses)
            .routes());
    all.addAll(new ChannelRoutes(services.channels(), access, memberLimits).routes());
    all.addAll(new LedgerRoutes(services.ledger(), services.notices(), access, addresses).routes());
    all.addAll(new LogRoutes(services.log(), limits, addresses).routes());
    all.addAll(new EventRoutes(live, access, memberLimits, addresses).routes());
    all.addAll(new LiveRoute().routes());
    all.addAll(
        new PublicDocuments(
                services.publishedKeys(),
                services.log()::key,
                services.terms(),
                config.session().maxBytes())
            .routes());
    return List.copyOf(all);
  }

  private WebServerConfig.Builder server(DirectProblems direct) {
    return WebServer.builder()
        .shutdownHook(false)
        // What is small would otherwise wait for the acknowledgement of what went before, 40 ms.
        .connectionOptions(it -> it.tcpNoDelay(true))
        .host(config.listen().host())
        .port(config.listen().port())
        .directHandlers(direct.handlers())
        .maxTcpConnections(config.http().maxConnections())
        .maxPayloadSize(JsonBody.MAX_STATEMENT_BYTES)
        .idleConnectionTimeout(config.http().idleTimeout())
        .shutdownGracePeriod(Duration.ofSeconds(1))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(connections)
        .putSocket(MANAGEMENT, management(config.managementListen(), direct));
  }

  private ListenerConfig management(HostPort listen, DirectProblems direct) {
    return ListenerConfig.builder()
        .name(MANAGEMENT)
        .host(listen.host())
        .port(listen.port())
        .directHandlers(direct.handlers())
        .maxTcpConnections(MAX_MANAGEMENT_CONNECTIONS)
        .maxPayloadSize(0)
        .shutdownGracePeriod(Duration.ofSeconds(1))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(managementConnections)
        .build();
  }

  private Deadlines deadlines() {
    var http = config.http();
    return new Deadlines(
        http.headerTimeout(), http.readTimeout(), http.writeTimeout(), http.idleTimeout());
  }
}
