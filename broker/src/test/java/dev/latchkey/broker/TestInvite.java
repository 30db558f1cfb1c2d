package dev.latchkey.broker;

import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.wrap.WrapKey;

/// An invite as its link has it, and what a joiner would read of it.
///
/// @param statement the host's statement, as it stands in the log
/// @param size of the log with it
public record TestInvite(
    SessionId session, InviteId id, InviteSecret secret, Role role, String statement, int size) {
  public static TestInvite of(
      SessionId session, InviteSecret secret, Role role, String statement, int size) {
    var id = InviteId.of(secret.signingKey(session).verifyingKey());
    return new TestInvite(session, id, secret, role, statement, size);
  }

  public SigningKey signingKey() {
    return secret.signingKey(session);
  }

  public WrapKey wrapKey() {
    return secret.wrapKey(session);
  }
}
