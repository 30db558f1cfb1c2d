package dev.latchkey.broker.http.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many connections each address has open, at most so many.
final class AddressCounts {
  private final int most;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  AddressCounts(int most) {
    this.most = most;
  }

  /// Counts one more. @return false if the address has its most already, and nothing was counted
  boolean enter(String address) {
    if (counts.merge(address, 1, Integer::sum) <= most) {
      return true;
    }
    leave(address);
    return false;
  }

  void leave(String address) {
    counts.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }
}
