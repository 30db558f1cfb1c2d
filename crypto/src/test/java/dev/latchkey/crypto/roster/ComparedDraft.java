package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.SigningKey;

/// A `compared`: the emoji were the same on the device of the other member.
final class ComparedDraft implements Draft {
  private final TestSession session;
  private final Device by;
  private final Device with;
  private SigningKey signer;
  private long number;
  private Bytes entry;
  private boolean match = true;

  ComparedDraft(TestSession session, Device by, Device with) {
    this.session = session;
    this.by = by;
    this.with = with;
    this.signer = by.signing();
    this.number = session.roster().nextComparedNumber(by.id());
    var known = session.roster().member(with.id());
    this.entry = known.map(Member::entryHash).orElse(TestSession.hash("unknown"));
  }

  ComparedDraft byKey(SigningKey other) {
    signer = other;
    return this;
  }

  ComparedDraft numbered(long otherNumber) {
    number = otherNumber;
    return this;
  }

  ComparedDraft naming(Bytes otherEntry) {
    entry = otherEntry;
    return this;
  }

  ComparedDraft differing() {
    match = false;
    return this;
  }

  @Override
  public String entry() {
    return StatementWriter.write(
        new Statement.Compared(session.sid(), by.id(), number, with.id(), entry, match), signer);
  }
}
