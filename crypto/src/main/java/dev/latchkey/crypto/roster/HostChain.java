package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Statement.HostStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The host statements of a log, by their number; genesis is number 0. It is what a host statement
/// out of its place is compared with.
record HostChain(List<Link> links) {
  record Link(int entry, Bytes prev, Bytes hash) {}

  static final HostChain EMPTY = new HostChain(List.of());

  int next() {
    return links.size();
  }

  HostChain plus(int entry, Bytes prev, Bytes hash) {
    var longer = new ArrayList<>(links);
    longer.add(new Link(entry, prev, hash));
    return new HostChain(List.copyOf(longer));
  }

  /// The one that stands in the place for which this other statement was made.
  Optional<Link> rivalOf(HostStatement statement, Bytes hash) {
    if (statement.n() >= links.size()) {
      return Optional.empty();
    }
    var link = links.get((int) statement.n());
    return link.prev().equals(statement.prev()) && !link.hash().equals(hash)
        ? Optional.of(link)
        : Optional.empty();
  }
}
