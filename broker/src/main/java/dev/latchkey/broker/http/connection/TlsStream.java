package dev.latchkey.broker.http.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One connection in TLS: opens what is read and seals what is written. The handshake is made by
/// the first read, so that it counts among what the client has to send in time; Helidon 4.2.0 would
/// wait for it without end, before anybody counts the connection. While nothing comes, no buffer is
/// kept.
///
/// One thread reads; any thread writes.
final class TlsStream {
  private static final Logger LOG = System.getLogger(TlsStream.class.getName());
  private static final Set<HandshakeStatus> QUIET =
      Set.of(HandshakeStatus.NOT_HANDSHAKING, HandshakeStatus.FINISHED);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MOST_AT_ONCE = 65_536;
  private static final String NOT_HTTPS =
      """
      HTTP/1.1 400 Bad Request\r
      Content-Type: text/plain\r
      Content-Length: 24\r
      Connection: close\r
      \r
      This port speaks https.
      """;

  private final SSLEngine engine;
  private final Supplier<byte @Nullable []> source;
  private final Consumer<byte[]> sink;
  private final ReentrantLock writing = new ReentrantLock();
  private ByteBuffer received = NOTHING;
  private boolean incomplete;
  private boolean begun;
  private boolean saysHttp;
  private boolean established;

  /// @param source the bytes that have come, at least one; null at their end
  /// @param sink sends bytes
  TlsStream(SSLEngine engine, Supplier<byte @Nullable []> source, Consumer<byte[]> sink) {
    this.engine = engine;
    this.source = source;
    this.sink = sink;
  }

  /// What the client has sent, at least one byte; null at its end. Throws
  /// [CloseConnectionException] if that is no TLS, or none that we speak.
  byte @Nullable [] read() {
    try {
      while (true) {
        switch (engine.getHandshakeStatus()) {
          case NEED_WRAP -> write(NOTHING);
          case NEED_TASK -> runTasks();
          case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
            if ((incomplete || !received.hasRemaining()) && !fill()) {
              return null;
            }
            var opened = open();
            if (opened.length > 0 || engine.isInboundDone()) {
              return opened.length > 0 ? opened : null;
            }
          }
        }
      }
    } catch (SSLException e) {
      LOG.log(Level.DEBUG, () -> "a connection without sound TLS: " + e.getMessage());
      if (saysHttp) {
        sink.accept(NOT_HTTPS.getBytes(US_ASCII));
      }
      close();
      throw new CloseConnectionException("no TLS that the broker speaks", e);
    }
  }

  /// What is in the next record; nothing if it is not whole yet, or none of the application.
  private byte[] open() throws SSLException {
    var plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    var result = engine.unwrap(received, plain);
    requireFirstHandshake();
    incomplete =
        switch (result.getStatus()) {
          case BUFFER_UNDERFLOW -> true;
          case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS has them");
          case OK, CLOSED -> false;
        };
    return Arrays.copyOf(plain.array(), plain.position());
  }

  /// Clients of TLS 1.2 could make the broker calculate one handshake after the other.
  private void requireFirstHandshake() throws SSLException {
    boolean quiet = QUIET.contains(engine.getHandshakeStatus());
    var protocol = engine.getSession().getProtocol();
    if (established && !quiet && protocol.equals("TLSv1.2") && !engine.isInboundDone()) {
      throw new SSLException("a second handshake");
    }
    established |= quiet && !protocol.equals("NONE");
  }

  private boolean fill() {
    byte[] more = source.get();
    if (more == null) {
      return false;
    }
    saysHttp |= !begun && 'A' <= more[0] && more[0] <= 'Z';
    begun = true;
    if (received.hasRemaining()) {
      received = ByteBuffer.allocate(received.remaining() + more.length).put(received).put(more);
      received.flip();
    } else {
      received = ByteBuffer.wrap(more);
    }
    return true;
  }

  private void runTasks() {
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /// Seals and sends all of it. Throws [CloseConnectionException] if the connection has ended.
  void write(byte[] bytes) {
    try {
      write(ByteBuffer.wrap(bytes));
    } catch (SSLException e) {
      throw new CloseConnectionException("TLS has ended", e);
    }
  }

  private void write(ByteBuffer plain) throws SSLException {
    writing.lock();
    try {
      do {
        var records = new ByteArrayOutputStream();
        do {
          seal(plain, records);
        } while (plain.hasRemaining() && records.size() < MOST_AT_ONCE);
        if (records.size() > 0) {
          sink.accept(records.toByteArray());
        }
      } while (plain.hasRemaining());
    } finally {
      writing.unlock();
    }
  }

  private void seal(ByteBuffer plain, ByteArrayOutputStream records) throws SSLException {
    var sealed = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(plain, sealed);
    if (plain.hasRemaining() && result.bytesConsumed() == 0) {
      throw new SSLException("nothing more can be sent");
    }
    records.write(sealed.array(), 0, sealed.position());
  }

  /// Says goodbye, unless somebody is still writing.
  void close() {
    engine.closeOutbound();
    if (!writing.tryLock()) {
      return;
    }
    try {
      while (!engine.isOutboundDone()) {
        var records = new ByteArrayOutputStream();
        seal(NOTHING.duplicate(), records);
        if (records.size() == 0) {
          return;
        }
        sink.accept(records.toByteArray());
      }
    } catch (SSLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "a client did not take the goodbye", e);
    } finally {
      writing.unlock();
    }
  }
}
