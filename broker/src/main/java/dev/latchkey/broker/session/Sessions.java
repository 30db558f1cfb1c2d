package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.SessionExists;
import dev.latchkey.broker.BrokerException.StatementInvalid;
import dev.latchkey.broker.BrokerException.TooManySessions;
import dev.latchkey.broker.ledger.LedgerKeys;
import dev.latchkey.broker.ledger.LedgerMetrics;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.session.Challenges.Purpose;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// How a session comes to life: the broker draws the salt, so that nobody can choose or guess the
/// ID; the host's signature over that ID makes it live.
public final class Sessions {
  private final SessionStore store;
  private final Challenges challenges;
  private final Tokens tokens;
  private final Terms terms;
  private final Supplier<LedgerKeys> ledgerKeys;
  private final LedgerMetrics ledgerMetrics;
  private final SessionMetrics metrics;
  private final Creators creators;
  private final SecureRandom random;
  private final InstantSource clock;

  /// @param ledgerKeys those of the moment
  public Sessions(
      SessionStore store,
      Challenges challenges,
      Tokens tokens,
      Terms terms,
      Supplier<LedgerKeys> ledgerKeys,
      LedgerMetrics ledgerMetrics,
      SessionMetrics metrics,
      Creators creators,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.challenges = challenges;
    this.tokens = tokens;
    this.terms = terms;
    this.ledgerKeys = ledgerKeys;
    this.ledgerMetrics = ledgerMetrics;
    this.metrics = metrics;
    this.creators = creators;
    this.random = random;
    this.clock = clock;
  }

  /// What a host needs to sign a genesis.
  public record Draft(
      SessionId session,
      Bytes salt,
      String challenge,
      String origin,
      VerifyingKey ledgerKey,
      Instant expiresAt) {}

  /// A session that is live.
  public record Live(SessionId session, MemberId host, AccessGrant access, int size) {}

  /// Nothing is stored: the challenge vouches for the salt.
  public Draft draft(VerifyingKey host) {
    byte[] drawn = new byte[SessionId.SALT_BYTES];
    random.nextBytes(drawn);
    var salt = Bytes.of(drawn);
    var session = SessionId.derive(host, salt);
    return new Draft(
        session,
        salt,
        challenges.issue(Purpose.GENESIS, session.value()),
        terms.origin(),
        ledgerKeys.get().newest().verifyingKey(),
        clock.instant().plus(Challenges.LIFETIME));
  }

  /// Stores genesis and first change, and the first epoch key wrapped to the host. The same pair
  /// again gets the same session.
  public Live begin(
      SessionId session,
      Caller caller,
      Provenance provenance,
      String genesisText,
      String changeText,
      Bytes wrap) {
    var genesis = HostStatements.parse(genesisText);
    var change = HostStatements.parse(changeText);
    var first = HostStatements.fold(Roster.begin(session), genesis);
    var roster = HostStatements.fold(first, change);
    var entries = List.of(genesisText, changeText);
    var host = roster.member(roster.pinnedHost()).orElseThrow();
    if (!isLiveWith(session, entries)) {
      requireFresh(session, genesis);
      var now = clock.instant();
      var ledger =
          NewEntries.at(
              now,
              Stream.concat(
                      NewEntry.of(Roster.begin(session), genesis, provenance).stream(),
                      NewEntry.of(first, change, provenance).stream())
                  .toList());
      var result =
          store.create(
              new NewSession(
                  session,
                  entries,
                  now,
                  terms.lifetime().expiry(now, now),
                  new StoredWrap(roster.epoch(), new WrapRecipient.Member(host.id()), wrap),
                  ledger,
                  creators.of(caller)));
      switch (result) {
        case CREATED -> {
          metrics.created();
          ledgerMetrics.entered(ledger);
        }
        case EXISTS -> {
          if (!isLiveWith(session, entries)) {
            throw new SessionExists();
          }
        }
        case TOO_MANY -> throw new TooManySessions();
      }
    }
    return new Live(session, host.id(), tokens.access(session, host), roster.size());
  }

  private boolean isLiveWith(SessionId session, List<String> entries) {
    var row = store.find(session);
    if (row.isEmpty()) {
      return false;
    }
    if (!row.get().isLiveAt(clock.instant())) {
      throw new NotFound("the session has expired");
    }
    for (int position = 0; position < entries.size(); position++) {
      if (!store.entry(session, position).equals(Optional.of(entries.get(position)))) {
        throw new SessionExists();
      }
    }
    return true;
  }

  private void requireFresh(SessionId session, StatementEntry entry) {
    if (!(entry.statement() instanceof Statement.Genesis genesis)) {
      throw new BadRequest("want a genesis");
    }
    if (!genesis.origin().equals(terms.origin())
        || !ledgerKeys.get().isForNew(genesis.ledgerKey())) {
      throw new StatementInvalid("want the origin and ledger key of this broker");
    }
    if (challenges.check(Purpose.GENESIS, session.value(), genesis.challenge()).isEmpty()) {
      throw new NotFound("no challenge of ours, or an old one");
    }
  }
}
