package dev.latchkey.broker.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// A connection as Helidon has made it, with reading and writing under our deadlines.
final class GuardedContext implements ConnectionContext {
  private static final Logger LOG = System.getLogger(GuardedContext.class.getName());
  private static final long MOST_DROPPED_BYTES = 8_388_608;

  private final ConnectionContext context;
  private final Patience patience;
  private final DataReader reader;
  private final DataWriter writer;
  private final Optional<TlsStream> tls;
  private boolean endsAfterAnswer;
  private boolean leavesBody;

  /// @param engine of this connection alone; empty for one without TLS
  GuardedContext(ConnectionContext context, Patience patience, Optional<SSLEngine> engine) {
    this.context = context;
    this.patience = patience;
    var timed = new TimedWriter(context.dataWriter(), patience);
    this.tls =
        engine.map(
            it ->
                new TlsStream(
                    it, this::receive, bytes -> timed.writeNow(BufferData.create(bytes))));
    this.reader = new StrictReader(this::read);
    this.writer = tls.<DataWriter>map(TlsWriter::new).orElse(timed);
  }

  void endAfterAnswer() {
    endsAfterAnswer = true;
  }

  /// The answer comes before the body of its request was read.
  void leaveBody() {
    leavesBody = true;
  }

  /// Drops what the client still sends of a body that was left. A connection that is closed with
  /// bytes unread is reset, and a client that is still writing never sees its answer.
  void dropBody() {
    if (leavesBody) {
      patience.lingers();
      try {
        drop(MOST_DROPPED_BYTES);
      } catch (UncheckedIOException e) {
        LOG.log(Level.DEBUG, "a refused body did not end in time", e);
      }
    }
  }

  private void drop(long most) {
    byte[] bytes = read();
    for (long left = most; bytes != null && left > bytes.length; bytes = read()) {
      left -= bytes.length;
    }
  }

  /// From now on somebody else sets the deadlines.
  void handOver() {
    patience.end();
  }

  boolean endsAfterAnswer() {
    return endsAfterAnswer;
  }

  /// The bytes that are there, at least one; null at their end.
  private byte @Nullable [] read() {
    return tls.isPresent() ? tls.get().read() : receive();
  }

  /// The connection has ended as it should.
  void sayGoodbye() {
    tls.ifPresent(TlsStream::close);
  }

  /// The same as they came over the network. What Helidon has read to see which protocol it is
  /// comes first; the rest is asked of the socket, or it would be copied and kept once more.
  private byte @Nullable [] receive() {
    var seen = context.dataReader();
    if (seen.available() > 0) {
      return seen.readBytes(seen.available());
    }
    patience.beforeRead();
    try {
      return context.serverSocket().get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("the connection broke", e);
    } finally {
      patience.afterRead();
    }
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return context.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return context.executor();
  }

  @Override
  public Router router() {
    return context.router();
  }

  @Override
  public HelidonSocket serverSocket() {
    return context.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return context.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return context.localPeer();
  }

  @Override
  public boolean isSecure() {
    return tls.isPresent();
  }

  @Override
  public String socketId() {
    return context.socketId();
  }

  @Override
  public String childSocketId() {
    return context.childSocketId();
  }
}
