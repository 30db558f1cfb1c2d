package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.http.ClientAddresses;
import dev.latchkey.broker.http.Live;
import dev.latchkey.broker.http.Services;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.broker.relay.Known;
import dev.latchkey.broker.session.Admitted;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.seal.FrameHeader;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns requests for `/v1/sessions/{sid}/live` into WebSockets. Whoever asks for one gets it, and
/// is told there why it ends: pages cannot see why an upgrade was refused. RFC 6455 §4.2.
///
/// Helidon 4.2.0 has a WebSocket of its own. It does not tell when a client is gone without a
/// goodbye, writes from the thread that reads, and makes a system call of every message.
public final class LiveInterface implements Live, AutoCloseable {
  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
  private static final HeaderName VERSION = HeaderNames.create("Sec-WebSocket-Version");
  private static final HeaderName PROTOCOL = HeaderNames.create("Sec-WebSocket-Protocol");
  private static final String SUPPORTED_VERSION = "13";
  private static final String SUBPROTOCOL = "latchkey.v1";
  private static final Pattern PATH = Pattern.compile("/v1/sessions/([^/]+)/live");
  private static final Pattern KEY_FORM = Pattern.compile("[A-Za-z0-9+/]{22}==");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final LiveServices services;
  private final Set<String> origins;
  private final ClientAddresses addresses;
  private final Connections connections;
  private final AtomicLong count = new AtomicLong();

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public LiveInterface(
      Config config,
      Services services,
      Rosters rosters,
      Rooms rooms,
      Metrics metrics,
      InstantSource clock,
      LongSupplier nanoTime,
      SecureRandom random) {
    var origin = services.terms().origin();
    var handshake =
        new Handshake(services.verifier(), rosters, origin, config.access().leeway(), clock);
    var liveMetrics = new LiveMetrics(metrics, services.refusals());
    this.services =
        new LiveServices(
            handshake,
            rooms,
            services.channels(),
            services.limits(),
            services.notices(),
            liveMetrics,
            services.refusals(),
            random,
            clock,
            nanoTime,
            config.live().outboxBytes());
    this.origins = new HashSet<>(config.allowedOrigins());
    this.origins.add(origin);
    this.addresses = new ClientAddresses(config.trustedProxies());
    this.connections = new Connections(rooms, liveMetrics, random, clock, nanoTime);
    LiveMetrics.gauges(metrics, connections, rooms);
  }

  public void start() {
    connections.start();
  }

  /// Ends all connections, a few at a time and each after the writes it has begun, and waits until
  /// they are gone or the time is over. Those that come later are ended at once.
  public void drain(Duration longest) {
    connections.drain(longest);
  }

  @Override
  public void close() {
    connections.close();
  }

  /// How many connections are open.
  public int count() {
    return connections.count();
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  /// Answers the request and takes the connection over.
  ///
  /// @return null if this is no request for a WebSocket that we have
  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    var path = PATH.matcher(prologue.uriPath().rawPath());
    var key = only(headers, KEY).filter(it -> KEY_FORM.matcher(it).matches());
    if (!path.matches()
        || !prologue.method().equals(Method.GET)
        || key.isEmpty()
        || !only(headers, VERSION).equals(Optional.of(SUPPORTED_VERSION))) {
      return null;
    }
    boolean speaks = speaksOurProtocol(headers);
    var caller = addresses.caller(context.remotePeer(), headers);
    var answer =
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key.get())
            + (speaks ? "\r\nSec-WebSocket-Protocol: " + SUBPROTOCOL : "")
            + "\r\n\r\n";
    context.dataWriter().writeNow(BufferData.create(answer.getBytes(US_ASCII)));
    return new Connection(
        count.incrementAndGet(),
        context,
        connections,
        services,
        caller,
        path.group(1),
        refusal(caller, headers, speaks));
  }

  @Override
  public void stream(Admitted caller, Caller from, Known known, OutputStream body) {
    new EventStream(count.incrementAndGet(), caller, from, body, connections, services).run(known);
  }

  @Override
  public void list(Consumer<Present> each) {
    connections.list(each);
  }

  @Override
  public void relay(Membership sender, FrameHeader header, Bytes frame) {
    services.rooms().relay(sender.session(), header, frame, null);
  }

  private Optional<ClosingException> refusal(Caller caller, Headers headers, boolean speaks) {
    if (!speaks) {
      return Optional.of(new ClosingException(CloseCode.MALFORMED, "another subprotocol"));
    }
    if (headers.contains(HeaderNames.ORIGIN)
        && only(headers, HeaderNames.ORIGIN).filter(origins::contains).isEmpty()) {
      return Optional.of(new ClosingException(CloseCode.FORBIDDEN, "a foreign origin"));
    }
    try {
      services.limits().take(Limit.TRY, caller.key());
      return Optional.empty();
    } catch (RateLimited e) {
      services.refusals().limited(e.policy());
      return Optional.of(new ClosingException(CloseCode.RATE_LIMITED, e.detail(), e.waitFor()));
    }
  }

  private static boolean speaksOurProtocol(Headers headers) {
    return headers.all(PROTOCOL, List::of).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .anyMatch(name -> name.strip().equals(SUBPROTOCOL));
  }

  private static Optional<String> only(Headers headers, HeaderName name) {
    List<String> values = headers.all(name, List::of);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  private static String accept(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
