package dev.latchkey.broker.fleet;

import dev.latchkey.broker.relay.Commit;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import java.util.List;

/// What one broker tells the others of a session.
sealed interface Bulletin {
  /// These frames were stored.
  record Written(List<Commit> commits) implements Bulletin {
    public Written {
      commits = List.copyOf(commits);
    }
  }

  /// More was stored than is told in one go: look at the store.
  record Moved() implements Bulletin {}

  /// The statement log or the names have grown.
  record Changed() implements Bulletin {}

  /// The ledger has grown.
  record Grown() implements Bulletin {}

  /// An ephemeral frame for whoever is connected.
  record Relayed(Bytes frame) implements Bulletin {}

  /// The member has no connection to this broker any more: whoever has one, says so.
  record Leaving(MemberId member) implements Bulletin {}

  /// The member has a connection to this broker.
  record Here(MemberId member) implements Bulletin {}
}
