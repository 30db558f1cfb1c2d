package dev.latchkey.broker.live;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.relay.Heads;
import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import java.util.List;
import java.util.function.Function;

/// What is stored of one session. Every method throws [ClosingException] once the session is gone.
///
/// @param checkpoints signs the checkpoint of a session's ledger as it is now; may throw [NotFound]
record History(
    SessionStore sessions,
    ChannelStore channels,
    Rosters rosters,
    Function<SessionId, String> checkpoints,
    SessionId session) {
  private static final int PIECE = 131_072;

  SessionRow row() {
    return sessions.find(session).orElseThrow(History::gone);
  }

  Roster roster() {
    try {
      return rosters.of(session);
    } catch (NotFound e) {
      throw gone();
    }
  }

  /// The signed checkpoint of the ledger as it is now.
  String checkpoint() {
    try {
      return checkpoints.apply(session);
    } catch (NotFound e) {
      throw gone();
    }
  }

  /// Entries of the log from this position on; empty if there are none.
  List<String> entries(int from) {
    return sessions.entries(session, from, PIECE);
  }

  List<StoredName> names(long after) {
    return sessions.names(session, after);
  }

  Heads heads(int channel) {
    return channels.heads(session, channel).orElseThrow(History::gone);
  }

  /// A piece that fits into an outbox of which a quarter is taken.
  Page page(int channel, long after) {
    return channels.read(session, channel, after, PIECE).orElseThrow(History::gone);
  }

  private static ClosingException gone() {
    return new ClosingException(CloseCode.GONE, "the session is gone");
  }
}
