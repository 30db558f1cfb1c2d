package dev.latchkey.broker.live;

import dev.latchkey.broker.http.Live;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.log.LogContext;
import dev.latchkey.broker.relay.Known;
import dev.latchkey.broker.session.Admitted;
import io.helidon.webserver.CloseConnectionException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/// One stream of events. The client only listens; that it is gone shows where the broker writes.
final class EventStream implements Line, Seat.Closing {
  private static final Logger LOG = System.getLogger(EventStream.class.getName());
  private static final String BY = "events";
  private static final Duration BETWEEN_COMMENTS = Duration.ofSeconds(15);

  private final long number;
  private final Admitted caller;
  private final Caller from;
  private final Connections connections;
  private final LiveServices services;
  private final LongSupplier nanoTime;
  private final Outbox outbox;
  private final Ending ending = new Ending();
  private final long beganAt;
  private long commentedAt;

  /// @param number for the log
  /// @param from where the call comes from
  EventStream(
      long number,
      Admitted caller,
      Caller from,
      OutputStream body,
      Connections connections,
      LiveServices services) {
    this.number = number;
    this.caller = caller;
    this.from = from;
    this.connections = connections;
    this.services = services;
    this.nanoTime = services.nanoTime();
    this.outbox =
        new Outbox(new EventBody(body), services.outboxBytes(), nanoTime, services.metrics()::sent);
    this.beganAt = nanoTime.getAsLong();
    this.commentedAt = beganAt;
  }

  /// Returns when the client has got to know why the stream ends. Throws
  /// [CloseConnectionException] if it cannot be told.
  void run(Known known) {
    LogContext.ofConnection(number, () -> serve(known));
  }

  private void serve(Known known) {
    connections.add(this);
    LOG.log(Level.DEBUG, () -> "event stream " + number + " begins");
    try {
      followToTheEnd(known);
      if (!outbox.awaitEmpty() || !ending.hasBegun()) {
        throw new CloseConnectionException("the client is gone, or takes nothing any more");
      }
    } finally {
      connections.remove(this, nanoTime.getAsLong() - beganAt);
      LOG.log(Level.DEBUG, () -> "event stream " + number + " has ended");
    }
  }

  private void followToTheEnd(Known known) {
    try {
      follow(known);
    } catch (ClosingException e) {
      LOG.log(Level.DEBUG, () -> "event stream " + number + ": " + e.getMessage());
      close(e.code(), e.retryAfter());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "event stream " + number + " failed", e);
      close(CloseCode.INTERNAL, Connection.AFTER_A_FAULT);
    }
  }

  private void follow(Known known) {
    var seat = new Seat(caller.membership(), outbox, this);
    var room = services.enter(seat, from, BY);
    try {
      new CatchUp(room, seat).begin(known);
      outbox.awaitFinish();
    } catch (ClosingException e) {
      close(e.code(), e.retryAfter());
      throw e;
    } finally {
      services.leave(seat, ending.outcome());
    }
  }

  @Override
  public void close(CloseCode code, Duration retryAfter) {
    if (ending.begin(code, nanoTime.getAsLong())) {
      LOG.log(Level.DEBUG, () -> "event stream " + number + " is ended with " + code.wire());
      outbox.finish(code::leaves, Message.bye(code, retryAfter).wire());
    }
  }

  @Override
  public Transport transport() {
    return Transport.EVENTS;
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
    close(CloseCode.DRAINING, retryAfter);
  }

  @Override
  public Optional<Live.Present> present(long nanos) {
    return Optional.of(Seat.present(caller.membership(), BY, nanos - beganAt));
  }

  @Override
  public void tick(long nanos, Instant now) {
    if (ending.hasBegun()) {
      if (ending.isOver(nanos)) {
        outbox.abandon();
      }
    } else if (!now.isBefore(caller.expiresAt())) {
      close(CloseCode.TOKEN_EXPIRED, Duration.ZERO);
    } else if (outbox.stuckNanos() >= Connection.LONGEST_SILENCE.toNanos()) {
      close(CloseCode.TOO_SLOW, Duration.ZERO);
    } else if (nanos - commentedAt >= BETWEEN_COMMENTS.toNanos()) {
      commentedAt = nanos;
      outbox.addControl(WebSocketFrame.ping());
    }
  }
}
