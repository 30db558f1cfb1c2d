package dev.latchkey.broker.http.connection;

import dev.latchkey.broker.limit.Caller;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/// The open connections of one listener: at most so many per address, each cut off when its client
/// lets the broker wait. Helidon 4.2.0 sets no deadline of its own but for connections that idle
/// between requests.
public final class Connections implements ServerConnectionSelector, AutoCloseable {
  public static final int MAX_HEADER_BYTES = 16_384;
  public static final int MAX_HEADERS = StrictHead.MAX_HEADERS;
  public static final int MAX_REQUEST_LINE_BYTES = 2_048;
  public static final int MAX_CHUNK_LINE_BYTES = StrictReader.MAX_CHUNK_LINE_BYTES;

  private static final Logger LOG = System.getLogger(Connections.class.getName());
  private static final long SWEEP_MILLIS = 100;

  private final Deadlines deadlines;
  private final AddressCounts addresses;
  private final Predicate<InetAddress> uncounted;
  private final LongSupplier nanoTime;
  private final Optional<Supplier<SSLEngine>> tls;
  private final Http1ConnectionSelector http1;
  private final Set<GuardedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("connection-deadlines").factory());

  /// @param uncounted addresses with any number of connections: trusted proxies
  /// @param upgrader takes connections over, and sets their deadlines from then on
  /// @param tls makes the engine of each connection; empty for plain HTTP
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Connections(
      Deadlines deadlines,
      int mostPerAddress,
      Predicate<InetAddress> uncounted,
      Optional<Http1Upgrader> upgrader,
      Optional<Supplier<SSLEngine>> tls,
      LongSupplier nanoTime) {
    this.deadlines = deadlines;
    this.addresses = new AddressCounts(mostPerAddress);
    this.uncounted = uncounted;
    this.tls = tls;
    var http = Http1ConnectionSelector.builder().config(http1());
    upgrader.ifPresent(it -> http.addUpgrader(new HandOver(it)));
    this.http1 = http.build();
    this.nanoTime = nanoTime;
    var _ =
        sweeper.scheduleWithFixedDelay(
            this::closeLate, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var patience = new Patience(deadlines, nanoTime);
    var guarded = new GuardedContext(context, patience, tls.map(Supplier::get));
    return new GuardedConnection(http1.connection(guarded), guarded, patience, this);
  }

  /// A place among the open connections, given back when closed.
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /// Throws [CloseConnectionException] if the address of the peer has its most connections.
  Place enter(GuardedConnection connection, PeerInfo peer) {
    if (!(peer.address() instanceof InetSocketAddress socket)
        || uncounted.test(socket.getAddress())) {
      open.add(connection);
      return () -> open.remove(connection);
    }
    var address = new Caller(socket.getAddress()).key();
    if (!addresses.enter(address)) {
      warnOnce();
      throw new CloseConnectionException("too many connections of one address");
    }
    open.add(connection);
    return () -> {
      open.remove(connection);
      addresses.leave(address);
    };
  }

  /// Cuts off every client that is later than its deadline; done by itself ten times a second.
  public void closeLate() {
    open.forEach(GuardedConnection::closeIfLate);
  }

  public int openCount() {
    return open.size();
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  /// Of several listeners for one direction Helidon 4.2.0 calls none. Its own look at the target
  /// refuses a colon in a query.
  private static Http1Config http1() {
    var lastAnswer = new LastAnswer();
    return Http1Config.builder()
        .maxHeadersSize(MAX_HEADER_BYTES)
        .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
        .validatePrologue(false)
        .receiveLog(false)
        .sendLog(false)
        .addReceiveListener(new StrictHead(lastAnswer))
        .addSendListener(lastAnswer)
        .build();
  }

  /// Once, because whoever opens connections could fill the log.
  private void warnOnce() {
    if (warned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "an address has its most connections (http.max-connections-per-address), further ones of"
              + " it are closed; if it is your proxy, name it in trusted-proxies");
    }
  }
}
