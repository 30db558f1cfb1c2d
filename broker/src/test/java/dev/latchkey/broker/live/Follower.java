package dev.latchkey.broker.live;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A device that hears channel 0 live, at whichever broker takes it, from where it was cut off.
public final class Follower implements AutoCloseable {
  private static final long PAUSE_NANOS = 20_000_000;

  private final List<TestBroker> brokers;
  private final TestDevice device;
  private final Thread thread;
  private final List<String> heard = new ArrayList<>();
  private volatile @Nullable LiveClient client;
  private volatile boolean over;
  private volatile @Nullable String flaw;
  private int connections;

  private Follower(List<TestBroker> brokers, TestDevice device, int first) {
    this.brokers = brokers;
    this.device = device;
    this.thread = Thread.ofVirtual().unstarted(() -> follow(first));
  }

  /// @param first the number of the broker that it begins with
  public static Follower start(List<TestBroker> brokers, TestDevice device, int first) {
    var follower = new Follower(brokers, device, first);
    follower.thread.start();
    return follower;
  }

  /// The frames in their order, as base64url, without gap.
  public synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /// What came twice, or too early.
  public Optional<String> flaw() {
    return Optional.ofNullable(flaw);
  }

  /// How often it has begun to hear.
  public synchronized int connections() {
    return connections;
  }

  private void follow(int first) {
    for (int next = first; !over && flaw == null; next++) {
      try (var connected = LiveClient.open(brokers.get(next % brokers.size()), device)) {
        client = connected;
        connected.hello(0, Map.of(0, (long) heard().size()));
        hear(connected);
      } catch (UncheckedIOException e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void hear(LiveClient connected) {
    while (!over && flaw == null) {
      switch (connected.next()) {
        case Heard.Frame frame -> take(frame);
        case Heard.Live _ -> begin();
        case Heard.Bye _, Heard.Closed _ -> {
          return;
        }
        case Heard _ -> {}
      }
    }
  }

  private synchronized void begin() {
    connections++;
  }

  private synchronized void take(Heard.Frame frame) {
    if (frame.seq() == heard.size() + 1) {
      heard.add(frame.frame().toString());
    } else {
      flaw = "frame " + frame.seq() + " came after " + heard.size();
    }
  }

  @Override
  public void close() {
    over = true;
    var connected = client;
    if (connected != null) {
      connected.close();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
