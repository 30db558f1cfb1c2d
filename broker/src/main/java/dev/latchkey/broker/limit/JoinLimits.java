package dev.latchkey.broker.limit;

import static dev.latchkey.broker.limit.Limit.JOIN_ADDRESS;
import static dev.latchkey.broker.limit.Limit.JOIN_ALL;
import static dev.latchkey.broker.limit.Limit.JOIN_DEVICE;
import static dev.latchkey.broker.limit.Limit.JOIN_INVITE;
import static dev.latchkey.broker.limit.Limit.JOIN_LOCKED;
import static dev.latchkey.broker.limit.Limit.JOIN_NETWORK;
import static dev.latchkey.broker.limit.Limit.JOIN_SESSION;
import static dev.latchkey.broker.limit.Limit.JOIN_SITE;
import static dev.latchkey.broker.limit.Limit.REFUSED_JOIN_COST;
import static dev.latchkey.broker.limit.Limit.TRY;

import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/// How the limits of joining work together. Guessing costs, holding a link does not: the buckets of
/// an address are charged only for joins that were refused without a valid signature by the invite
/// key, so that a whole room can join from one address. Whoever has shown that signature is counted
/// per invite, so that holders of one link keep nobody from joining by another; when others'
/// failures have locked the invite, in a bucket apart, so that those failures lock nobody out. A
/// device is counted only once it has signed, so that nobody uses up the tries of another.
public final class JoinLimits {
  private static final String NOBODYS = "A".repeat(22);

  private final Limits limits;

  public JoinLimits(Limits limits) {
    this.limits = limits;
  }

  /// Called before anything is read or looked up.
  public void admit(Caller caller) {
    limits.take(TRY, caller.key());
    eachNetwork(caller, (limit, key) -> limits.require(limit, key, REFUSED_JOIN_COST));
    limits.take(JOIN_ALL, "");
  }

  /// Called when a join was refused and nothing proved that its sender holds the invite.
  ///
  /// @param invite the one that it named, if that exists; it takes as long if not
  /// @return whether this has locked the invite
  public boolean refused(Caller caller, Optional<InviteId> invite) {
    eachNetwork(caller, (limit, key) -> limits.charge(limit, key, REFUSED_JOIN_COST));
    return limits.charge(JOIN_INVITE, invite.map(InviteId::value).orElse(NOBODYS), 1);
  }

  /// Called once the signature by the invite key is found valid.
  public void proven(SessionId session, InviteId invite) {
    if (limits.isEmpty(JOIN_INVITE, invite.value())) {
      limits.take(JOIN_LOCKED, invite.value());
    } else {
      limits.take(JOIN_SESSION, session.value() + invite.value());
    }
  }

  /// Called once the signature by the device key is found valid too.
  public void signed(SessionId session, MemberId device) {
    limits.take(JOIN_DEVICE, session.value() + device.value());
  }

  /// How long the invite is still locked by joins that failed without proof; zero if it is not.
  public Duration lockedFor(InviteId invite) {
    return limits.waitFor(JOIN_INVITE, invite.value());
  }

  private static void eachNetwork(Caller caller, BiConsumer<Limit, String> action) {
    action.accept(JOIN_ADDRESS, caller.network(64));
    if (caller.isIpv6()) {
      action.accept(JOIN_SITE, caller.network(56));
      action.accept(JOIN_NETWORK, caller.network(48));
    }
  }
}
