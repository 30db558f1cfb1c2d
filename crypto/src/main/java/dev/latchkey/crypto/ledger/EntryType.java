package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.FormatException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What an entry of a ledger is about: who can have done it, to what, and whether it follows from a
/// statement or is what the broker observed. FORMATS.md §11.1.
public enum EntryType {
  SESSION_CREATED("session.created", Actor.SIGNER, Subject.NOTHING),
  SESSION_CHANGED("session.changed", Actor.SIGNER, Subject.NOTHING),
  SESSION_FROZEN("session.frozen", Actor.SIGNER, Subject.NOTHING),
  SESSION_UNFROZEN("session.unfrozen", Actor.SIGNER, Subject.NOTHING),
  SESSION_ENDED("session.ended", Actor.SIGNER, Subject.NOTHING),
  INVITE_CREATED("invite.created", Actor.SIGNER, Subject.INVITE),
  INVITE_EXTENDED("invite.extended", Actor.SIGNER, Subject.INVITE),
  INVITE_REVOKED("invite.revoked", Actor.SIGNER, Subject.INVITE),
  MEMBER_JOINED("member.joined", Actor.SIGNER, Subject.INVITE),
  MEMBER_KNOCKED("member.knocked", Actor.SIGNER, Subject.INVITE),
  MEMBER_KNOCK_ANSWERED("member.knock_answered", Actor.SIGNER, Subject.MEMBER),
  MEMBER_ADMITTED("member.admitted", Actor.SIGNER, Subject.MEMBER),
  MEMBER_DECLINED("member.declined", Actor.SIGNER, Subject.MEMBER),
  MEMBER_REMOVED("member.removed", Actor.SIGNER, Subject.MEMBER),
  MEMBER_ROLE_CHANGED("member.role_changed", Actor.SIGNER, Subject.MEMBER),
  MEMBER_MOVED("member.moved", Actor.SIGNER, Subject.MEMBER),
  MEMBER_COMPARED("member.compared", Actor.SIGNER, Subject.MEMBER),
  EPOCH_CHANGED("epoch.changed", Actor.SIGNER, Subject.EPOCH),

  INVITE_OPENED("invite.opened", Actor.ANYONE, Subject.INVITE),
  INVITE_REFUSED("invite.refused", Actor.ANYONE, Subject.INVITE),
  INVITE_LOCKED("invite.locked", Actor.BROKER, Subject.INVITE),
  MEMBER_CONNECTED("member.connected", Actor.MEMBER, Subject.NOTHING),
  MEMBER_DISCONNECTED("member.disconnected", Actor.MEMBER, Subject.NOTHING),
  MEMBER_LIMITED("member.limited", Actor.MEMBER, Subject.NOTHING),
  EPOCH_CONFIRMED("epoch.confirmed", Actor.MEMBER, Subject.EPOCH),
  LEDGER_READ("ledger.read", Actor.MEMBER, Subject.NOTHING),
  LEDGER_EXPORTED("ledger.exported", Actor.MEMBER, Subject.NOTHING),
  DETAILS_ERASED("details.erased", Actor.OPERATOR, Subject.NOTHING),
  OPERATOR_READ("operator.read", Actor.COMMAND, Subject.NOTHING),
  OPERATOR_EXPORTED("operator.exported", Actor.COMMAND, Subject.MEMBER),
  OPERATOR_ERASED("operator.erased", Actor.COMMAND, Subject.MEMBER);

  /// Who can have done it: the member who signed the statement, a member whom the broker saw, one
  /// who is no member, the broker itself, the operator or the broker in the operator's name, or the
  /// operator alone, by a command.
  enum Actor {
    SIGNER,
    MEMBER,
    ANYONE,
    BROKER,
    OPERATOR,
    COMMAND
  }

  /// What it was done to.
  enum Subject {
    NOTHING,
    MEMBER,
    INVITE,
    EPOCH
  }

  private static final Map<String, EntryType> BY_WIRE =
      Arrays.stream(values()).collect(Collectors.toMap(EntryType::wire, Function.identity()));

  private final String wire;
  private final Actor actor;
  private final Subject subject;

  EntryType(String wire, Actor actor, Subject subject) {
    this.wire = wire;
    this.actor = actor;
    this.subject = subject;
  }

  /// The name used in entries.
  public String wire() {
    return wire;
  }

  /// Whether such an act follows from a statement, which then proves it.
  public boolean byStatement() {
    return actor == Actor.SIGNER;
  }

  Actor actor() {
    return actor;
  }

  Subject subject() {
    return subject;
  }

  /// Throws [FormatException] unless the text is exactly one of the names.
  public static EntryType of(String wire) {
    var type = BY_WIRE.get(wire);
    if (type == null) {
      throw new FormatException("type: want one of the entry types");
    }
    return type;
  }
}
