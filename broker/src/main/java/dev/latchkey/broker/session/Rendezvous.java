package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.Overloaded;
import dev.latchkey.broker.BrokerException.SlotTaken;
import dev.latchkey.crypto.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where two devices meet that share a secret: one is a member and opens the place, the other one
/// only knows its ID. What they put there is sealed and stands in memory alone, each slot once, for
/// [#LIFETIME]. PROTOCOL.md §5.1.
public final class Rendezvous implements AutoCloseable {
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final List<Integer> SLOT_BYTES = List.of(4_096, 1_024, 1_024, 16_384);

  /// How many slots a place has.
  public static final int SLOTS = SLOT_BYTES.size();

  private static final int MOST_PLACES = 1_024; // 22.5 KiB each
  private static final int MOST_WAITING = 8;
  private static final Duration BRIEFLY = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Map<RendezvousId, Place> places = new LinkedHashMap<>();
  private boolean closed;

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Rendezvous(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// The most bytes that this slot takes.
  public static int maxBytes(int slot) {
    return SLOT_BYTES.get(slot);
  }

  /// Opens a place, in place of the one that the member opened before. The same ID again changes
  /// nothing. Throws [Overloaded] if there are too many, and [NotFound] if another member has
  /// opened this one.
  public synchronized void open(Membership opener, RendezvousId id) {
    dropExpired();
    var owner = opener.qualifiedId();
    var known = places.get(id);
    if (known != null) {
      if (!known.owner.equals(owner)) {
        throw new NotFound("another member's rendezvous");
      }
      return;
    }
    places.values().removeIf(place -> place.owner.equals(owner) && place.release());
    if (closed || places.size() >= MOST_PLACES) {
      throw new Overloaded();
    }
    places.put(id, new Place(owner, nanoTime.getAsLong() + LIFETIME.toNanos()));
  }

  /// Fills a slot. The same bytes again change nothing; throws [SlotTaken] for others.
  public void put(RendezvousId id, int slot, Bytes sealed) {
    if (!place(id).slots.get(slot).put(sealed)) {
      throw new SlotTaken();
    }
  }

  /// What is in the slot, or comes there in time. Throws [NotFound] if nothing does.
  public Bytes get(RendezvousId id, int slot, Duration wait) {
    var place = place(id);
    return place
        .get(slot, wait)
        .filter(_ -> isOpen(place))
        .orElseThrow(() -> new NotFound("the slot is empty"));
  }

  /// Lets everybody go who waits, now and from now on.
  @Override
  public synchronized void close() {
    closed = true;
    places.values().removeIf(Place::release);
  }

  private synchronized Place place(RendezvousId id) {
    dropExpired();
    var place = places.get(id);
    if (place == null) {
      throw new NotFound("no such rendezvous");
    }
    return place;
  }

  private synchronized boolean isOpen(Place place) {
    dropExpired();
    return places.containsValue(place);
  }

  private void dropExpired() {
    long now = nanoTime.getAsLong();
    places.values().removeIf(place -> place.until - now <= 0 && place.release());
  }

  private static final class Place {
    private final String owner;
    private final long until;
    private final List<Slot> slots = Stream.generate(Slot::new).limit(SLOTS).toList();
    private final Semaphore patience = new Semaphore(MOST_WAITING);

    Place(String owner, long until) {
      this.owner = owner;
      this.until = until;
    }

    Optional<Bytes> get(int slot, Duration wait) {
      boolean patient = patience.tryAcquire();
      try {
        return slots.get(slot).get(patient || wait.compareTo(BRIEFLY) < 0 ? wait : BRIEFLY);
      } finally {
        if (patient) {
          patience.release();
        }
      }
    }

    /// Whoever waits is let go. Always true.
    boolean release() {
      slots.forEach(slot -> slot.changed.countDown());
      return true;
    }
  }

  private static final class Slot {
    private final CountDownLatch changed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Bytes> sealed = new AtomicReference<>();

    /// False if it holds something else.
    boolean put(Bytes bytes) {
      boolean holds = sealed.compareAndSet(null, bytes) || Objects.equals(bytes, sealed.get());
      changed.countDown();
      return holds;
    }

    Optional<Bytes> get(Duration wait) {
      try {
        var _ = changed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.ofNullable(sealed.get());
    }
  }
}
