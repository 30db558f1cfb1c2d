package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.sign.SigningKey;

/// A `move~moved` from one device to another.
final class MoveDraft implements Draft {
  private final TestSession session;
  private final Device from;
  private final Device to;
  private SigningKey oldSigner;
  private SigningKey newSigner;
  private String origin = TestSession.ORIGIN;

  MoveDraft(TestSession session, Device from, Device to) {
    this.session = session;
    this.from = from;
    this.to = to;
    this.oldSigner = from.signing();
    this.newSigner = to.signing();
  }

  MoveDraft byOldKey(SigningKey other) {
    oldSigner = other;
    return this;
  }

  MoveDraft byNewKey(SigningKey other) {
    newSigner = other;
    return this;
  }

  MoveDraft at(String newOrigin) {
    origin = newOrigin;
    return this;
  }

  @Override
  public String entry() {
    return StatementWriter.write(
        new Statement.Move(
            session.sid(),
            from.id(),
            to.signing().verifyingKey(),
            to.wrap().publicKey(),
            origin,
            TestSession.challenge("move")),
        oldSigner,
        newSigner);
  }

  /// Adds it to the log.
  Device done() {
    session.add(entry());
    return to;
  }
}
