package dev.latchkey.broker.live;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.http.Live;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Meter;
import dev.latchkey.broker.log.LogContext;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One WebSocket, from its upgrade to its end. Its own thread reads; everything that is sent goes
/// through its outbox; whoever wants to end it says so and leaves the rest to those two.
final class Connection implements ServerConnection, Line, Seat.Closing {
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);
  static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(Connection.class.getName());
  private static final Duration HELLO_WITHIN = Duration.ofSeconds(5);
  private static final long LAST_WORDS_MILLIS = 1_000;
  private static final int NORMAL_CLOSURE = 1_000;

  private final long number;
  private final DataReader received;
  private final Connections connections;
  private final LongSupplier nanoTime;
  private final Optional<ClosingException> refusal;
  private final Outbox outbox;
  private final WebSocketReader reader;
  private final Dialogue dialogue;
  private final Meter messages;
  private final Meter bytes;
  private final Ending ending = new Ending();
  private final ReentrantLock writing = new ReentrantLock();
  private final long beganAt;
  private volatile @Nullable Thread thread;
  private volatile boolean waiting;
  private volatile long heardAt;

  /// @param number for the log
  /// @param caller where it comes from
  /// @param session the ID as it was asked for
  /// @param refusal why this connection ends at once, if it does
  Connection(
      long number,
      ConnectionContext context,
      Connections connections,
      LiveServices services,
      Caller caller,
      String session,
      Optional<ClosingException> refusal) {
    this.number = number;
    this.received = context.dataReader();
    this.connections = connections;
    this.nanoTime = services.nanoTime();
    this.refusal = refusal;
    this.outbox =
        new Outbox(
            batch -> context.dataWriter().writeNow(BufferData.create(WebSocketFrame.join(batch))),
            services.outboxBytes(),
            nanoTime,
            services.metrics()::sent);
    this.reader = new WebSocketReader(received, this::admit, ClientMessage.MAX_HELLO_SIZE);
    this.dialogue = new Dialogue(services, caller, session, outbox, this);
    this.messages = new Meter(Limit.LIVE_MESSAGES, nanoTime);
    this.bytes = new Meter(Limit.LIVE_BYTES, nanoTime);
    this.beganAt = nanoTime.getAsLong();
    this.heardAt = beganAt;
  }

  @Override
  public void handle(io.helidon.common.concurrency.limits.Limit requests) {
    thread = Thread.currentThread();
    LogContext.ofConnection(number, this::serve);
  }

  private void serve() {
    connections.add(this);
    LOG.log(Level.DEBUG, () -> "live connection " + number + " begins");
    try {
      converse();
    } catch (CloseConnectionException e) {
      // The client is gone without a word.
    } finally {
      outbox.finish(_ -> true);
      outbox.awaitEmpty(LAST_WORDS_MILLIS);
      dialogue.leave(ending.outcome());
      connections.remove(this, nanoTime.getAsLong() - beganAt);
      LOG.log(Level.DEBUG, () -> "live connection " + number + " has ended");
    }
  }

  private void converse() {
    try {
      refusal.ifPresent(
          it -> {
            throw it;
          });
      dialogue.begin();
      listen();
    } catch (ClosingException e) {
      LOG.log(Level.DEBUG, () -> "live connection " + number + ": " + e.getMessage());
      close(e.code(), e.retryAfter());
      awaitGoodbye();
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "live connection " + number + " failed", e);
      close(CloseCode.INTERNAL, AFTER_A_FAULT);
      awaitGoodbye();
    }
  }

  private void listen() {
    while (true) {
      switch (next()) {
        case Incoming.Close _ -> {
          finishWrites();
          outbox.finish(_ -> true, WebSocketFrame.close(NORMAL_CLOSURE, ""));
          return;
        }
        case Incoming.Ping(var payload) ->
            outbox.addControl(WebSocketFrame.pong(payload.toByteArray()));
        case Incoming.Pong _ -> {}
        case Incoming.Binary(var payload) -> {
          if (!ending.hasBegun()) {
            dialogue.take(payload);
          }
        }
      }
      if (dialogue.isAdmitted()) {
        reader.allow(ClientMessage.MAX_SIZE);
      }
      if (dialogue.isFull() || !reader.hasMore()) {
        finishWrites();
      }
    }
  }

  private Incoming next() {
    waiting = true;
    var next = reader.next();
    waiting = false;
    heardAt = nanoTime.getAsLong();
    return next;
  }

  /// What ends the connection by its own will waits until this is over.
  private void finishWrites() {
    if (dialogue.hasWrites()) {
      writing.lock();
      try {
        if (!ending.hasBegun()) {
          dialogue.finishWrites();
        }
      } finally {
        writing.unlock();
      }
    }
  }

  /// Called for every frame before it is read.
  private void admit(int size) {
    try {
      if (!ending.hasBegun()) {
        messages.take(1);
        bytes.take(size);
      }
    } catch (RateLimited e) {
      dialogue.noteLimit(e.policy());
      throw new ClosingException(CloseCode.RATE_LIMITED, e.detail(), e.waitFor());
    }
  }

  /// Reads what still comes, or the client might lose our last words.
  private void awaitGoodbye() {
    try {
      while (!(reader.next() instanceof Incoming.Close)) {
        // Nobody listens any more.
      }
    } catch (ClosingException e) {
      while (true) {
        received.ensureAvailable();
        received.readBuffer(received.available());
      }
    }
  }

  @Override
  public void close(CloseCode code, Duration retryAfter) {
    if (ending.begin(code, nanoTime.getAsLong())) {
      LOG.log(Level.DEBUG, () -> "live connection " + number + " is ended with " + code.wire());
      outbox.finish(
          code::leaves,
          Message.bye(code, retryAfter).wire(),
          WebSocketFrame.close(code.wire(), code.sentence()));
    }
  }

  @Override
  public Transport transport() {
    return Transport.WEBSOCKET;
  }

  @Override
  public Ending ending() {
    return ending;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public void drain(Duration retryAfter) {
    writing.lock();
    try {
      close(CloseCode.DRAINING, retryAfter);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Optional<Live.Present> present(long nanos) {
    return dialogue.membership().map(member -> Seat.present(member, "websocket", nanos - beganAt));
  }

  @Override
  public void tick(long nanos, Instant now) {
    if (ending.hasBegun()) {
      if (ending.isOver(nanos)) {
        close(true);
      }
    } else if (!dialogue.isAdmitted()) {
      if (isOver(HELLO_WITHIN, nanos - beganAt)) {
        close(CloseCode.TOO_SLOW, Duration.ZERO);
      }
    } else if (!now.isBefore(dialogue.expiresAt())) {
      close(CloseCode.TOKEN_EXPIRED, Duration.ZERO);
    } else if (isSilent(nanos) || isOver(LONGEST_SILENCE, outbox.stuckNanos())) {
      close(CloseCode.TOO_SLOW, Duration.ZERO);
    }
  }

  /// While it reads nothing because it works, a connection is not silent.
  private boolean isSilent(long nanos) {
    return waiting && isOver(LONGEST_SILENCE, nanos - heardAt);
  }

  private static boolean isOver(Duration longest, long nanos) {
    return nanos >= longest.toNanos();
  }

  /// How long a connection may be idle is our own affair: see [#tick].
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  /// Ends the reading, and with it the connection.
  @Override
  public void close(boolean interrupt) {
    var current = thread;
    if (interrupt && current != null) {
      current.interrupt();
    }
  }
}
