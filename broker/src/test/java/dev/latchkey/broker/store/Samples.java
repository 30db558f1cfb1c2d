package dev.latchkey.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.SaltedDetails;
import dev.latchkey.broker.session.Creator;
import dev.latchkey.broker.session.NameToStore;
import dev.latchkey.broker.session.NewSession;
import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.broker.session.StoredWrap;
import dev.latchkey.broker.session.UsedChallenge;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Values for tests of stores, told apart by small numbers.
public final class Samples {
  public static final Instant START = Instant.ofEpochMilli(1_700_000_000_123L);
  public static final Instant EXPIRY = START.plus(Duration.ofDays(1));
  public static final SessionId SESSION = sid(1);
  public static final MemberId HOST = mid(1);

  /// What the entries of [#aSession] come to.
  public static final int LOG_BYTES = "genesis".length() + "change".length();

  private Samples() {}

  public static SessionId sid(int number) {
    return new SessionId(id(number, SessionId.RAW_BYTES));
  }

  public static MemberId mid(int number) {
    return new MemberId(id(number, MemberId.RAW_BYTES));
  }

  public static InviteId iid(int number) {
    return new InviteId(id(number, InviteId.RAW_BYTES));
  }

  private static String id(int number, int size) {
    return Base64Url.encode(ByteBuffer.allocate(size).putInt(number).array());
  }

  public static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }

  public static Bytes instance(int number) {
    return Bytes.of(ByteBuffer.allocate(8).putInt(number).array());
  }

  /// A session of two entries, with guard 1 and epoch 1.
  public static NewSession aSession(SessionId session) {
    return aSession(session, EXPIRY);
  }

  public static NewSession aSession(SessionId session, Instant expiry) {
    return aSession(session, expiry, Optional.empty());
  }

  public static NewSession aSession(SessionId session, Instant expiry, Creator creator) {
    return aSession(session, expiry, Optional.of(creator));
  }

  private static NewSession aSession(SessionId session, Instant expiry, Optional<Creator> creator) {
    var wrap = new StoredWrap(1, new WrapRecipient.Member(HOST), bytes("host wrap"));
    return new NewSession(
        session, List.of("genesis", "change"), START, expiry, wrap, NewEntries.NONE, creator);
  }

  public static StoredInvite anInvite(int number) {
    return StoredInvite.unopened(iid(number), bytes("label " + number), bytes("preview " + number));
  }

  public static UsedChallenge aChallenge(String hash) {
    return new UsedChallenge(hash, START.plusSeconds(300));
  }

  public static NameToStore aName(int member, long counter) {
    return aName(member, counter, 1, member);
  }

  public static NameToStore aName(int member, long counter, int epoch, int instance) {
    Bytes frame = bytes("name %d %d %d %d".formatted(member, counter, epoch, instance));
    return new NameToStore(mid(member), frame, epoch, instance(instance), counter, 1);
  }

  /// What the statement at this position did.
  public static NewEntry anEntry(int position) {
    return new NewEntry(
        EntryType.MEMBER_JOINED,
        mid(position).value(),
        iid(1).value(),
        "editor",
        1,
        position,
        Optional.of(Bytes.of(Hashes.sha256(bytes("statement " + position).toByteArray()))),
        "",
        Optional.empty());
  }

  /// An act that was observed, with details.
  public static NewEntry anObservation(int number) {
    byte[] salt = ByteBuffer.allocate(Details.SALT_BYTES).putInt(number).array();
    var details = new Details("203.0.113.0/24", "Firefox, Linux");
    return new NewEntry(
        EntryType.INVITE_OPENED,
        LedgerEntry.ANYONE,
        iid(number).value(),
        LedgerEntry.OK,
        number,
        2,
        Optional.empty(),
        "",
        Optional.of(new SaltedDetails(Bytes.of(salt), details)));
  }

  /// A member that was there, with details.
  public static NewEntry aConnection(int member) {
    return new NewEntry(
        EntryType.MEMBER_CONNECTED,
        mid(member).value(),
        "",
        "live",
        1,
        2,
        Optional.empty(),
        "",
        anObservation(member).details());
  }
}
