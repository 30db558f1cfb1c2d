package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.Overloaded;
import dev.latchkey.broker.BrokerException.SlotTaken;
import dev.latchkey.crypto.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Where two devices meet that share a secret: one is a member and opens the place, the other one
/// only knows its ID. What they put there is sealed and stands for [#LIFETIME], each slot once. Of
/// several brokers on one store it does not matter which one each device calls. PROTOCOL.md §5.1.
public final class Rendezvous implements AutoCloseable {
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final List<Integer> SLOT_BYTES = List.of(4_096, 1_024, 1_024, 16_384);

  /// How many slots a place has.
  public static final int SLOTS = SLOT_BYTES.size();

  private static final int MOST_PLACES = 1_024; // 22.5 KiB each
  private static final int MOST_WAITING = 8;
  private static final Duration BRIEFLY = Duration.ofSeconds(1);

  // For what came through another broker.
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final Places places;
  private final InstantSource clock;
  private final Map<RendezvousId, Gate> gates = new HashMap<>();
  private boolean closed;

  public Rendezvous(Places places, InstantSource clock) {
    this.places = places;
    this.clock = clock;
  }

  /// The most bytes that this slot takes.
  public static int maxBytes(int slot) {
    return SLOT_BYTES.get(slot);
  }

  /// Opens a place, in place of the one that the member opened before. The same ID again changes
  /// nothing. Throws [Overloaded] if there are too many, and [NotFound] if another member has
  /// opened this one.
  public void open(Membership opener, RendezvousId id) {
    if (isClosed()) {
      throw new Overloaded();
    }
    var now = clock.instant();
    switch (places.open(id, opener.qualifiedId(), now, now.plus(LIFETIME), MOST_PLACES)) {
      case OPENED -> wakeAll();
      case FOREIGN -> throw new NotFound("another member's rendezvous");
      case FULL -> throw new Overloaded();
    }
  }

  /// Fills a slot. The same bytes again change nothing; throws [SlotTaken] for others.
  public void put(RendezvousId id, int slot, Bytes sealed) {
    switch (places.put(id, slot, sealed, clock.instant())) {
      case STANDS -> wake(id);
      case TAKEN -> throw new SlotTaken();
      case GONE -> throw new NotFound("no such rendezvous");
    }
  }

  /// What is in the slot, or comes there in time. Throws [NotFound] if nothing does.
  public Bytes get(RendezvousId id, int slot, Duration wait) {
    var gate = enter(id);
    boolean patient = gate.patience.tryAcquire();
    try {
      return await(gate, id, slot, patient || wait.compareTo(BRIEFLY) < 0 ? wait : BRIEFLY)
          .orElseThrow(() -> new NotFound("the slot is empty"));
    } finally {
      if (patient) {
        gate.patience.release();
      }
      leave(id, gate);
    }
  }

  private Optional<Bytes> await(Gate gate, RendezvousId id, int slot, Duration wait) {
    var left = wait;
    while (true) {
      var changed = changed(gate);
      switch (places.get(id, slot, clock.instant())) {
        case Places.Slot.Filled(Bytes sealed) -> {
          return Optional.of(sealed);
        }
        case Places.Slot.Gone _ -> {
          return Optional.empty();
        }
        case Places.Slot.Empty _ -> {
          if (!left.isPositive() || isClosed()) {
            return Optional.empty();
          }
        }
      }
      var pause = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
      if (!isCounted(changed, pause)) {
        left = left.minus(pause);
      }
    }
  }

  private static boolean isCounted(CountDownLatch changed, Duration pause) {
    try {
      return changed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Lets everybody go who waits, now and from now on.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    wakeAll();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized Gate enter(RendezvousId id) {
    var gate = gates.computeIfAbsent(id, _ -> new Gate());
    gate.users++;
    return gate;
  }

  private synchronized void leave(RendezvousId id, Gate gate) {
    if (--gate.users == 0) {
      gates.remove(id);
    }
  }

  private synchronized CountDownLatch changed(Gate gate) {
    return gate.changed;
  }

  private synchronized void wake(RendezvousId id) {
    var gate = gates.get(id);
    if (gate != null) {
      gate.wake();
    }
  }

  private synchronized void wakeAll() {
    gates.values().forEach(Gate::wake);
  }

  /// Those who wait at one place.
  private static final class Gate {
    private final Semaphore patience = new Semaphore(MOST_WAITING);
    private int users;
    private CountDownLatch changed = new CountDownLatch(1);

    private void wake() {
      changed.countDown();
      changed = new CountDownLatch(1);
    }
  }
}
