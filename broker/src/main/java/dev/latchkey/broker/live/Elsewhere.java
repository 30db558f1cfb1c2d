package dev.latchkey.broker.live;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;

/// The rooms of the same sessions on other brokers. Nothing here waits for them.
public interface Elsewhere {
  /// There are none.
  Elsewhere NOWHERE =
      new Elsewhere() {
        @Override
        public void opened(SessionId session) {}

        @Override
        public void relay(SessionId session, Bytes frame) {}

        @Override
        public boolean ask(SessionId session, MemberId member) {
          return false;
        }
      };

  /// There is a room of this session here now.
  void opened(SessionId session);

  /// Passes an ephemeral frame on to everybody there.
  void relay(SessionId session, Bytes frame);

  /// Asks whether the member, whose last connection here is gone, has one there. If not, our room
  /// is told by [Rooms#left].
  ///
  /// @return false if nobody can be asked
  boolean ask(SessionId session, MemberId member);
}
