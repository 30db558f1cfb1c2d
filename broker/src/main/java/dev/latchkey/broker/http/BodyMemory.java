package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.Overloaded;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Bounds what the bodies of all requests take together while these are worked on, and for one
/// address to a quarter of that, so that nobody fills it alone.
final class BodyMemory {
  private final long most;
  private final Map<String, Long> byAddress = new HashMap<>();
  private long taken;

  BodyMemory(long most) {
    this.most = most;
  }

  /// What one request takes; all of it is given back when closed.
  ///
  /// @param address asked for only if the request has a body
  Share share(Supplier<String> address) {
    return new Share(address);
  }

  /// The share of this request.
  static Share share(ServerRequest request) {
    return request.context().get(Share.class).orElseThrow();
  }

  synchronized long taken() {
    return taken;
  }

  private synchronized void take(String address, int bytes) {
    long ofAddress = byAddress.getOrDefault(address, 0L) + bytes;
    if (taken + bytes > most || ofAddress > most / 4) {
      throw new Overloaded();
    }
    taken += bytes;
    byAddress.put(address, ofAddress);
  }

  private synchronized void giveBack(String address, int bytes) {
    taken -= bytes;
    byAddress.computeIfPresent(address, (_, sum) -> sum == bytes ? null : sum - bytes);
  }

  /// Used by the thread of its request alone.
  final class Share implements AutoCloseable {
    private final Supplier<String> address;
    private String key = "";
    private int bytes;

    private Share(Supplier<String> address) {
      this.address = address;
    }

    /// Throws [Overloaded] if there is no room for so many more.
    void take(int more) {
      if (bytes == 0) {
        key = address.get();
      }
      BodyMemory.this.take(key, more);
      bytes += more;
    }

    @Override
    public void close() {
      if (bytes > 0) {
        giveBack(key, bytes);
      }
    }
  }
}
