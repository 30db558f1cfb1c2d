package dev.latchkey.bench.load;

import dev.latchkey.bench.wire.Dialect;
import dev.latchkey.bench.wire.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// All clients of one server, or of several that are one, played by the calling thread: an open
/// loop, in which every message has its time whatever became of those before it.
public final class Clients implements AutoCloseable {
  private static final int INPUT_BYTES = 1 << 20;
  private static final int MESSAGE_BYTES = 1 << 19;
  private static final int MOST_AT_ONCE = 64;
  private static final int MOST_OPENING = 32;
  private static final long NEAR_NANOS = 2_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<InetSocketAddress> servers;
  private final Selector selector;
  private final List<Line> lines = new ArrayList<>();
  private final Shared shared = new Shared();
  private int joined;
  private @Nullable Tally tally;

  public Clients(InetSocketAddress server) {
    this(List.of(server));
  }

  /// @param servers which the clients take in turn
  public Clients(List<InetSocketAddress> servers) {
    this.servers = List.copyOf(servers);
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Shared implements Line.Desk {
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final ByteBuffer message = ByteBuffer.allocate(MESSAGE_BYTES);
    private final ByteBuffer output = ByteBuffer.allocateDirect(MESSAGE_BYTES);
    private long now;

    @Override
    public ByteBuffer input() {
      return input;
    }

    @Override
    public ByteBuffer message() {
      return message;
    }

    @Override
    public ByteBuffer output() {
      return output;
    }

    @Override
    public void heard(Stamp stamp) {
      if (tally != null) {
        tally.heard(stamp.nanos(), now);
      }
    }

    @Override
    public void joined() {
      joined++;
    }
  }

  public List<Line> lines() {
    return lines;
  }

  /// Connects one more client, and does not wait for it.
  public Line connect(Dialect dialect) {
    try {
      int index = lines.size();
      var server = servers.get(index % servers.size());
      var line = new Line(index, dialect, shared, selector, Addresses.of(index), server);
      lines.add(line);
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Connects these, few at a time, and waits until all of them have joined.
  public void join(List<? extends Dialect> dialects) {
    for (var dialect : dialects) {
      connect(dialect);
      await(() -> lines.size() - joined < MOST_OPENING);
    }
    await(() -> joined == lines.size());
  }

  /// Plays on until this is so.
  public void await(BooleanSupplier reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited for a minute, in vain");
      }
      proceed(1);
    }
  }

  /// Plays on, without sending anything, for so long.
  public void idle(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await(() -> System.nanoTime() >= end);
  }

  /// All clients together send so many messages a second, at random times. Then waits for what is
  /// under way, but not longer than `patience`.
  ///
  /// @param warmUp this long before what counts
  /// @param audience how many others get each message
  public Tally run(
      double perSecond, Duration warmUp, Duration time, int audience, Duration patience) {
    var schedule = new Schedule(perSecond, lines.size(), System.nanoTime());
    long from = schedule.due() + warmUp.toNanos();
    long end = from + time.toNanos();
    var counted = new Tally(from, end);
    tally = counted;
    while (schedule.due() < end) {
      long now = System.nanoTime();
      for (int i = 0; i < MOST_AT_ONCE && schedule.due() <= now && schedule.due() < end; i++) {
        lines.get(schedule.sender()).update(schedule.due());
        counted.sent(schedule.due());
        schedule.next();
      }
      long left = schedule.due() - System.nanoTime();
      proceed(left > NEAR_NANOS ? TimeUnit.NANOSECONDS.toMillis(left) : 0);
    }
    long last = System.nanoTime() + patience.toNanos();
    while (counted.heard() < counted.sent() * audience && System.nanoTime() < last) {
      proceed(1);
    }
    tally = null;
    return counted;
  }

  /// This client sends so many updates one after the other, without waiting for an answer to each
  /// but for `window` of them, and then until all are acknowledged.
  public void push(Line line, int count, int window) {
    long before = line.ackedCount();
    for (int i = 0; i < count; i++) {
      int sent = i;
      await(() -> sent - (line.ackedCount() - before) < window);
      line.update(System.nanoTime());
    }
    await(() -> line.ackedCount() - before >= count);
  }

  /// Sends and receives what there is; waits so long if there is nothing.
  private void proceed(long millis) {
    try {
      int ready = millis == 0 ? selector.selectNow() : selector.select(millis);
      if (ready == 0) {
        return;
      }
      var keys = selector.selectedKeys();
      for (SelectionKey key : keys) {
        shared.now = System.nanoTime();
        ((Line) key.attachment()).proceed();
      }
      keys.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (var line : lines) {
        line.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
