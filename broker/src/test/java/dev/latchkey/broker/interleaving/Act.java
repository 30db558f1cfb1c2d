package dev.latchkey.broker.interleaving;

import dev.latchkey.broker.BrokerException.HeadsMoved;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.BrokerException.StatementConflict;
import dev.latchkey.broker.BrokerException.StatementInvalid;
import dev.latchkey.broker.http.Services;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.session.HostStatements;
import dev.latchkey.broker.session.Invites;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.StatementEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A statement that a host has signed behind the log as it knew it, on its way to the broker.
final class Act {
  private static final String CLOSES_TOO_EARLY = "closing_heads";

  private final String what;
  private final String statement;
  private final Sending sending;
  private final Consumer<Truth> effect;

  private interface Sending {
    void send(Services broker, Membership caller);
  }

  private Act(String what, String statement, Sending sending, Consumer<Truth> effect) {
    this.what = what;
    this.statement = statement;
    this.sending = sending;
    this.effect = effect;
  }

  /// @param effect what is true once the broker has taken it
  static Act of(
      String what, String statement, List<HostStatements.Wrap> wraps, Consumer<Truth> effect) {
    var entry = StatementEntry.parse(statement);
    return new Act(
        what,
        statement,
        (broker, caller) -> broker.statements().take(caller, Provenance.NONE, entry, wraps),
        effect);
  }

  static Act invite(
      String what,
      String statement,
      Bytes label,
      Bytes preview,
      Optional<Invites.Wrap> wrap,
      Consumer<Truth> effect) {
    return new Act(
        what,
        statement,
        (broker, caller) ->
            broker.invites().register(caller, Provenance.NONE, statement, label, preview, wrap),
        effect);
  }

  @Override
  public String toString() {
    return what;
  }

  /// @return whether there is nothing left to try
  boolean submit(Services broker, Membership caller, Truth truth, Tally tally) {
    try {
      sending.send(broker, caller);
      // Signed twice behind the same log, a statement is the same.
      if (!tally.isFirst(statement)) {
        tally.count("statement sent again");
      } else {
        effect.accept(truth);
        tally.count(what.replaceAll(" .*", ""));
      }
      return true;
    } catch (StatementConflict | HeadsMoved | NotFound | RoleForbidden e) {
      tally.count(e.getClass().getSimpleName());
      return true;
    } catch (StatementInvalid e) {
      if (!CLOSES_TOO_EARLY.equals(e.getMessage())) {
        throw e;
      }
      tally.count("closed where the signer had not read up to the last change");
      return true;
    }
  }
}
