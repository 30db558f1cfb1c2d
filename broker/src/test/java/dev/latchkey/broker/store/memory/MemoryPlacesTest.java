package dev.latchkey.broker.store.memory;

import dev.latchkey.broker.session.Places;
import dev.latchkey.broker.session.RendezvousContract;

class MemoryPlacesTest extends RendezvousContract {
  private final MemoryPlaces places = new MemoryPlaces();

  @Override
  protected Places places() {
    return places;
  }
}
