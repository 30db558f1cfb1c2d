package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;

/// One invite as its newest statement has it.
///
/// `used` counts the joins that took a use and were not declined; `by` is the device that made the
/// invite, `entry` the position and `statementHash` the hash of the newest statement, `labelHash`
/// and `previewHash` those of the sealed texts. `exp`, in seconds since 1970, is for whoever has a
/// clock.
public record Invite(
    InviteId id,
    VerifyingKey signingKey,
    WrapPublicKey wrapKey,
    Role role,
    long exp,
    int uses,
    int used,
    boolean approval,
    boolean revoked,
    MemberId by,
    Bytes statementHash,
    int entry,
    Bytes labelHash,
    Bytes previewHash) {

  static Invite made(Statement.Invite statement, int entry, Bytes statementHash) {
    return stated(statement, 0, statement.by(), entry, statementHash);
  }

  Invite extended(Statement.Invite statement, int newEntry, Bytes newStatementHash) {
    return stated(statement, used, by, newEntry, newStatementHash);
  }

  /// Whether an extension leaves alone what joiners relied on.
  boolean agreesWith(Statement.Invite statement) {
    return signingKey.equals(statement.signingKey())
        && wrapKey.equals(statement.wrapKey())
        && role == statement.role()
        && approval == statement.approval();
  }

  public boolean usedUp() {
    return used >= uses;
  }

  /// Whether a new epoch key may be wrapped to it, as far as the log tells.
  boolean mayBeWrappedTo() {
    return !revoked && !approval && !usedUp() && role != Role.AUDITOR;
  }

  Invite usedOnce() {
    return with(used + 1, revoked);
  }

  Invite usedOnceLess() {
    return with(used - 1, revoked);
  }

  Invite withdrawn() {
    return with(used, true);
  }

  private Invite with(int newUsed, boolean newRevoked) {
    return new Invite(
        id,
        signingKey,
        wrapKey,
        role,
        exp,
        uses,
        newUsed,
        approval,
        newRevoked,
        by,
        statementHash,
        entry,
        labelHash,
        previewHash);
  }

  private static Invite stated(
      Statement.Invite statement, int used, MemberId by, int entry, Bytes statementHash) {
    return new Invite(
        statement.iid(),
        statement.signingKey(),
        statement.wrapKey(),
        statement.role(),
        statement.exp(),
        statement.uses(),
        used,
        statement.approval(),
        false,
        by,
        statementHash,
        entry,
        statement.label(),
        statement.preview());
  }
}
