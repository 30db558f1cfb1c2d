package dev.latchkey.broker.history;

import java.util.ArrayList;
import java.util.List;

/// Says of a short history whether some order explains it, by trying them all.
final class AllOrders {
  private AllOrders() {}

  static boolean explain(String host, List<Call> calls) {
    return explain(SessionModel.of(host), calls);
  }

  private static boolean explain(SessionModel session, List<Call> left) {
    if (left.stream().allMatch(Call::open)) {
      return true;
    }
    for (var first : left) {
      boolean possible = left.stream().noneMatch(it -> !it.open() && it.end() < first.begin());
      var after = session.after(first.operation(), first.outcome());
      if (possible && after.isPresent()) {
        var rest = new ArrayList<>(left);
        rest.remove(first);
        if (explain(after.get(), rest)) {
          return true;
        }
      }
    }
    return false;
  }
}
