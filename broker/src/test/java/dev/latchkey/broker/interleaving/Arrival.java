package dev.latchkey.broker.interleaving;

import dev.latchkey.broker.BrokerException.InviteRefused;
import dev.latchkey.broker.BrokerException.JoinDeclined;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.http.Services;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.session.Joins;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.seal.PublicKeys;
import dev.latchkey.crypto.wrap.HpkeWrap;
import java.net.InetAddress;
import java.util.Optional;

/// A device on its way in: it has looked at an invite and signed, and tries until it is answered.
final class Arrival {
  static final Caller CALLER = new Caller(InetAddress.ofLiteral("10.0.0.1"));
  // That it opens nowhere is seen by hosts alone.
  private static final Bytes NAME =
      Bytes.of(new byte[HpkeWrap.ENCAPSULATION_SIZE + HpkeWrap.TAG_SIZE + 256]);

  private final Person person;
  private final InviteSecret secret;
  private final String token;
  private final String statement;
  private boolean isIn;

  private Arrival(Person person, InviteSecret secret, String token, String statement) {
    this.person = person;
    this.secret = secret;
    this.token = token;
    this.statement = statement;
  }

  /// Empty if the invite lets nobody in any more.
  static Optional<Arrival> begin(Services broker, Person person, InviteSecret secret) {
    var key = secret.signingKey(person.session());
    var iid = InviteId.of(key.verifyingKey());
    var looked = broker.invites().look(CALLER, iid, false);
    var invite = StatementEntry.parse(looked.statement());
    var stated = (Statement.Invite) invite.statement();
    var join =
        new Statement.Join(
            person.session(),
            iid,
            invite.hash(),
            stated.role(),
            person.device().signingKey().verifyingKey(),
            person.device().wrapKey().publicKey(),
            broker.terms().origin(),
            broker.joins().challenge(person.session(), iid),
            NAME);
    return looked
        .token()
        .map(
            token ->
                new Arrival(
                    person,
                    secret,
                    token,
                    StatementWriter.write(join, key, person.device().signingKey())));
  }

  Person person() {
    return person;
  }

  /// Whether the broker has let it in; it may not know yet.
  boolean isIn() {
    return isIn;
  }

  /// @param answered whether the answer arrives
  /// @return whether there is nothing left to try
  boolean submit(Services broker, Truth truth, Tally tally, boolean answered) {
    try {
      var joined = broker.joins().join(CALLER, token, statement);
      if (isIn) {
        tally.count("join sent again");
      } else {
        enter(joined, truth);
        tally.count(joined.pending() ? "join, to wait" : "join");
      }
      if (answered) {
        unlock(joined);
      }
      return answered;
    } catch (InviteRefused | JoinDeclined | NotFound e) {
      tally.count(e.getClass().getSimpleName());
      return true;
    }
  }

  private void enter(Joins.Joined joined, Truth truth) {
    isIn = true;
    if (joined.pending()) {
      truth.waits(person.id(), joined.role());
    } else {
      truth.enters(person.id(), joined.role());
    }
  }

  private void unlock(Joins.Joined joined) {
    person.readLog();
    var keys =
        new PublicKeys(
            secret.signingKey(person.session()).verifyingKey(),
            secret.wrapKey(person.session()).publicKey());
    joined.wraps().stream()
        .filter(it -> it.recipient() instanceof WrapRecipient.Invite)
        .forEach(it -> person.open(it, keys, secret.wrapKey(person.session())));
  }
}
