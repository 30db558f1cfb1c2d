package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.Statement.Act;
import dev.latchkey.crypto.roster.Statement.NewEpoch;
import dev.latchkey.crypto.roster.Statement.RoleChange;
import java.util.List;
import java.util.Optional;

/// One well-formed statement of each kind with something in every member. They are not of one log.
final class Specimens {
  static final Device BEN = Device.named("ben");
  static final Device CAROL = Device.named("carol");

  private static final Bytes SALT = Bytes.of(SeededRandom.bytes("salt", SessionId.SALT_BYTES));
  private static final SessionId SID = SessionId.derive(ANA.signing().verifyingKey(), SALT);
  private static final InviteKeys INVITE = InviteKeys.named("invite", SID);
  private static final InviteKeys OTHER_INVITE = InviteKeys.named("other invite", SID);
  private static final List<ChannelHead> HEADS =
      List.of(TestSession.head(0, 12), TestSession.head(255, 3));

  private Specimens() {}

  static Statement statement(StatementKind kind) {
    return switch (kind) {
      case GENESIS ->
          new Statement.Genesis(
              SID,
              SALT,
              ANA.signing().verifyingKey(),
              ANA.wrap().publicKey(),
              TestSession.ORIGIN,
              CAROL.signing().verifyingKey(),
              TestSession.challenge("genesis"));
      case CHANGE ->
          new Statement.Change(
              act(),
              Optional.of(
                  new NewEpoch(
                      2,
                      TestSession.hash("commitment"),
                      List.of(ANA.id(), BEN.id()),
                      List.of(INVITE.id(), OTHER_INVITE.id()))),
              List.of(CAROL.id(), BEN.id()),
              List.of(new RoleChange(ANA.id(), Role.HOST), new RoleChange(BEN.id(), Role.AUDITOR)),
              List.of(OTHER_INVITE.id(), INVITE.id()),
              HEADS);
      case INVITE ->
          new Statement.Invite(
              act(),
              INVITE.id(),
              INVITE.signing().verifyingKey(),
              INVITE.wrap().publicKey(),
              Role.EDITOR,
              InviteDraft.EXPIRES,
              3,
              true,
              TestSession.hash("label"),
              TestSession.hash("preview"));
      case JOIN ->
          new Statement.Join(
              SID,
              INVITE.id(),
              TestSession.hash("invite"),
              Role.VIEWER,
              BEN.signing().verifyingKey(),
              BEN.wrap().publicKey(),
              TestSession.ORIGIN,
              TestSession.challenge("join"),
              TestSession.hash("sealed name"));
      case KNOCK ->
          new Statement.Knock(
              act(),
              INVITE.id(),
              TestSession.hash("member"),
              Bytes.of(SeededRandom.bytes("nonce", 16)));
      case ADMIT ->
          new Statement.Admit(act(), INVITE.id(), TestSession.hash("member"), Role.EDITOR);
      case REVOKE -> new Statement.Revoke(act(), List.of(INVITE.id(), OTHER_INVITE.id()));
      case MOVE ->
          new Statement.Move(
              SID,
              BEN.id(),
              CAROL.signing().verifyingKey(),
              CAROL.wrap().publicKey(),
              TestSession.ORIGIN,
              TestSession.challenge("move"));
      case FREEZE -> new Statement.Freeze(act(), true, HEADS);
      case COMPARED ->
          new Statement.Compared(SID, ANA.id(), 7, BEN.id(), TestSession.hash("member"), false);
      case END -> new Statement.End(act());
    };
  }

  static String entry(StatementKind kind) {
    return switch (statement(kind)) {
      case Statement.Genesis genesis -> StatementWriter.write(genesis, ANA.signing());
      case Statement.Join join -> StatementWriter.write(join, INVITE.signing(), BEN.signing());
      case Statement.Move move -> StatementWriter.write(move, BEN.signing(), CAROL.signing());
      case Statement.Compared compared -> StatementWriter.write(compared, ANA.signing());
      case Statement.HostStatement host -> StatementWriter.write(host, ANA.signing());
    };
  }

  /// The entry, ready to be changed and signed again.
  static Forgery forgery(StatementKind kind) {
    return switch (kind) {
      case JOIN -> Forgery.of(entry(kind), INVITE.signing(), BEN.signing());
      case MOVE -> Forgery.of(entry(kind), BEN.signing(), CAROL.signing());
      case GENESIS, CHANGE, INVITE, KNOCK, ADMIT, REVOKE, FREEZE, COMPARED, END ->
          Forgery.of(entry(kind), ANA.signing());
    };
  }

  private static Act act() {
    var checkpoint = new TreeHead(5, TestSession.hash("root"));
    return new Act(SID, ANA.id(), 7, TestSession.hash("prev"), HEADS, checkpoint);
  }
}
