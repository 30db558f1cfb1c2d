package dev.latchkey.broker.live;

import java.util.Collection;

/// Brings messages to one client.
interface Carrier {
  /// Writes these, in their order. Throws when there is no client any more.
  void write(Collection<WebSocketFrame> batch);
}
