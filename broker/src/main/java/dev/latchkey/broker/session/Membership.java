package dev.latchkey.broker.session;

import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;

/// A caller who has proven to hold the key of this member, with the role that the roster gave the
/// member at that moment.
///
/// @param log how many entries the statement log had at that moment
public record Membership(SessionId session, MemberId member, VerifyingKey key, Role role, int log) {
  /// Names this member among those of all sessions.
  public String qualifiedId() {
    return session.value() + member.value();
  }
}
