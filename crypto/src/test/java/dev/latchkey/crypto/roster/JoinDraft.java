package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.SigningKey;

/// A `member~join` by the newest statement of an invite.
final class JoinDraft implements Draft {
  private final TestSession session;
  private final Device device;
  private final InviteKeys keys;
  private SigningKey inviteSigner;
  private SigningKey deviceSigner;
  private Bytes invite;
  private Role role;
  private String origin = TestSession.ORIGIN;

  JoinDraft(TestSession session, Device device, InviteKeys keys) {
    this.session = session;
    this.device = device;
    this.keys = keys;
    this.inviteSigner = keys.signing();
    this.deviceSigner = device.signing();
    var known = session.roster().invite(keys.id());
    this.invite = known.map(Invite::statementHash).orElse(TestSession.hash("unknown"));
    this.role = known.map(Invite::role).orElse(Role.EDITOR);
  }

  JoinDraft byInviteKey(SigningKey other) {
    inviteSigner = other;
    return this;
  }

  JoinDraft byDeviceKey(SigningKey other) {
    deviceSigner = other;
    return this;
  }

  JoinDraft seeing(Bytes inviteHash) {
    invite = inviteHash;
    return this;
  }

  JoinDraft as(Role newRole) {
    role = newRole;
    return this;
  }

  JoinDraft at(String newOrigin) {
    origin = newOrigin;
    return this;
  }

  @Override
  public String entry() {
    return StatementWriter.write(
        new Statement.Join(
            session.sid(),
            keys.id(),
            invite,
            role,
            device.signing().verifyingKey(),
            device.wrap().publicKey(),
            origin,
            TestSession.challenge("join"),
            TestSession.hash("sealed name")),
        inviteSigner,
        deviceSigner);
  }

  /// Adds it to the log.
  Device done() {
    session.add(entry());
    return device;
  }
}
