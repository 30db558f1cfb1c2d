package dev.latchkey.broker.live;

import dev.latchkey.broker.http.RefusalMetrics;
import dev.latchkey.broker.ledger.Notice;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.relay.Channels;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What all connections share.
///
/// @param nanoTime a clock that only goes forward, as [System#nanoTime]
/// @param outboxBytes how far a client may lag
record LiveServices(
    Handshake handshake,
    Rooms rooms,
    Channels channels,
    Limits limits,
    Notices notices,
    LiveMetrics metrics,
    RefusalMetrics refusals,
    SecureRandom random,
    InstantSource clock,
    LongSupplier nanoTime,
    int outboxBytes) {
  private static final String SEATS = RefusalMetrics.SEATS;

  /// The room of the seat's session, with the seat in it until [#leave].
  ///
  /// @param caller where the connection comes from
  /// @param by `live` or `events`
  Room enter(Seat seat, Caller caller, String by) {
    var membership = seat.membership();
    try {
      var room = rooms.enter(membership.session(), seat);
      notices.note(membership.session(), Notice.connected(membership, by), caller);
      return room;
    } catch (ClosingException e) {
      noteLimit(seat, SEATS);
      throw e;
    }
  }

  /// @param outcome why, in the words of the ledger
  void leave(Seat seat, String outcome) {
    var session = seat.membership().session();
    rooms.leave(session, seat);
    notices.note(session, Notice.disconnected(seat.member(), outcome, seat.log()));
  }

  /// @param policy the name of the limit that the member has reached
  void noteLimit(Seat seat, String policy) {
    refusals.limited(policy);
    var limited = Notice.limited(seat.membership(), policy);
    notices.note(seat.membership().session(), limited);
  }
}
