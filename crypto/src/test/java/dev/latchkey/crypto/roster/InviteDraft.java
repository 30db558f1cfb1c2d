package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.wrap.WrapPublicKey;

/// An `invite` for one editor, without approval.
final class InviteDraft implements Draft {
  static final long EXPIRES = 1_900_000_000;

  private final TestSession session;
  private final Device by;
  private final InviteKeys keys;
  private InviteId iid;
  private WrapPublicKey wrapKey;
  private Role role = Role.EDITOR;
  private int uses = 1;
  private boolean approval;

  InviteDraft(TestSession session, Device by, InviteKeys keys) {
    this.session = session;
    this.by = by;
    this.keys = keys;
    this.iid = keys.id();
    this.wrapKey = keys.wrap().publicKey();
  }

  InviteDraft calledAs(InviteId otherId) {
    iid = otherId;
    return this;
  }

  InviteDraft wrapKey(WrapPublicKey otherKey) {
    wrapKey = otherKey;
    return this;
  }

  InviteDraft role(Role newRole) {
    role = newRole;
    return this;
  }

  InviteDraft uses(int newUses) {
    uses = newUses;
    return this;
  }

  InviteDraft withApproval() {
    approval = true;
    return this;
  }

  @Override
  public String entry() {
    return StatementWriter.write(
        new Statement.Invite(
            session.act(by),
            iid,
            keys.signing().verifyingKey(),
            wrapKey,
            role,
            EXPIRES,
            uses,
            approval,
            TestSession.hash("label"),
            TestSession.hash("preview")),
        by.signing());
  }

  /// Adds it to the log.
  InviteKeys made() {
    session.add(entry());
    return keys;
  }
}
