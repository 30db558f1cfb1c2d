package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.ledger.Notice;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.session.Membership;

/// The limits that are counted per member. Who reaches one gets into the ledger.
record MemberLimits(Limits limits, Notices notices) {
  /// Takes one token. Throws [RateLimited], taking nothing, if there is none.
  void take(Limit limit, Membership member) {
    take(limit, member, 1);
  }

  /// Takes so many tokens. Throws [RateLimited], taking nothing, if there are not as many.
  void take(Limit limit, Membership member, int tokens) {
    try {
      limits.take(limit, member.qualifiedId(), tokens);
    } catch (RateLimited e) {
      notices.note(member.session(), Notice.limited(member, e.policy()));
      throw e;
    }
  }
}
