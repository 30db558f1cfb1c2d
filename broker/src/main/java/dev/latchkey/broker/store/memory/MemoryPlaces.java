package dev.latchkey.broker.store.memory;

import dev.latchkey.broker.session.Places;
import dev.latchkey.broker.session.RendezvousId;
import dev.latchkey.crypto.Bytes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Places of this broker alone.
public final class MemoryPlaces implements Places {
  private final Map<RendezvousId, Place> places = new HashMap<>();

  private record Place(String owner, Instant until, Map<Integer, Bytes> slots) {}

  @Override
  public synchronized Opening open(
      RendezvousId id, String owner, Instant now, Instant until, int most) {
    dropExpired(now);
    var known = places.get(id);
    if (known != null) {
      return known.owner().equals(owner) ? Opening.OPENED : Opening.FOREIGN;
    }
    places.values().removeIf(place -> place.owner().equals(owner));
    if (places.size() >= most) {
      return Opening.FULL;
    }
    places.put(id, new Place(owner, until, new HashMap<>()));
    return Opening.OPENED;
  }

  @Override
  public synchronized Filling put(RendezvousId id, int slot, Bytes sealed, Instant now) {
    dropExpired(now);
    var place = places.get(id);
    if (place == null) {
      return Filling.GONE;
    }
    var standing = place.slots().putIfAbsent(slot, sealed);
    return standing == null || standing.equals(sealed) ? Filling.STANDS : Filling.TAKEN;
  }

  @Override
  public synchronized Slot get(RendezvousId id, int slot, Instant now) {
    dropExpired(now);
    var place = places.get(id);
    if (place == null) {
      return new Slot.Gone();
    }
    var sealed = place.slots().get(slot);
    return sealed == null ? new Slot.Empty() : new Slot.Filled(sealed);
  }

  private void dropExpired(Instant now) {
    places.values().removeIf(place -> !now.isBefore(place.until()));
  }
}
