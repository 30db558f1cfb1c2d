package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import java.util.Optional;
import java.util.regex.Pattern;

/// One act in the ledger of one session. Its [#text] is the leaf of the tree: equal entries have
/// equal texts, and no other text is read as one. FORMATS.md §11.1.
///
/// @param at µs since 1970, never below that of the entry before
/// @param actor a member ID, [#ANYONE], [#BROKER] or [#OPERATOR], as the type has it
/// @param object a member ID, an invite ID, the number of an epoch or nothing, as the type has it
/// @param outcome [#OK] if there is nothing else to say
/// @param count how many equal acts were entered together; 1 for an act by a statement
/// @param log how many entries the statement log had when the act was judged; for an act by a
///     statement its position
/// @param statement the hash of the statement that it follows from
/// @param request the broker's name of the request, or empty
/// @param details a commitment to [Details]
public record LedgerEntry(
    long at,
    EntryType type,
    String actor,
    String object,
    String outcome,
    int count,
    int log,
    Optional<Bytes> statement,
    String request,
    Optional<Bytes> details) {
  public static final int MAX_CHARS = 1_024;

  /// Stands for whoever is no member.
  public static final String ANYONE = "anyone";

  public static final String BROKER = "broker";
  public static final String OPERATOR = "operator";
  public static final String OK = "ok";

  private static final int VERSION = 1;
  private static final long MOST_MICROS = (1L << 53) - 1;
  private static final int HASH_BYTES = 32;
  private static final int REQUEST_BYTES = 12;
  private static final byte[] LEAF_PREFIX = {0};
  private static final Pattern OUTCOME = Pattern.compile("[a-z0-9_]{1,40}");
  private static final Pattern EPOCH = Pattern.compile("[1-9][0-9]{0,9}");

  /// Throws [FormatException] for what no entry can say. Whether the act was possible is for
  /// [LedgerVerifier] to say.
  public LedgerEntry {
    require(0 <= at && at <= MOST_MICROS, "at: want microseconds in [0, 2^53)");
    requireActor(type, actor);
    requireObject(type, object);
    require(OUTCOME.matcher(outcome).matches(), "outcome: want lower-case letters, digits and _");
    require(count >= 1, "count: want at least 1");
    require(log >= 0, "log: want a size");
    require(statement.isPresent() == type.byStatement(), "statement: want it if the act is by one");
    require(count == 1 || !type.byStatement(), "count: want 1 for an act by a statement");
    requireHash(statement, "statement");
    if (!request.isEmpty()) {
      Base64Url.decode(request, REQUEST_BYTES);
    }
    requireHash(details, "details");
  }

  /// Throws [FormatException], and nothing else, for every text that [#text] does not give.
  public static LedgerEntry parse(String text) {
    require(text.length() <= MAX_CHARS, "want at most " + MAX_CHARS + " characters");
    var json = StrictJson.parse(text.getBytes(US_ASCII), 1);
    var entry =
        new LedgerEntry(
            json.integer("at"),
            EntryType.of(json.string("type")),
            json.string("actor"),
            json.string("object"),
            json.string("outcome"),
            number(json.integer("count")),
            number(json.integer("log")),
            hash(json.string("statement")),
            json.string("request"),
            hash(json.string("details")));
    require(entry.text().equals(text), "want the one text of this entry");
    return entry;
  }

  /// The leaf: ASCII, at most [#MAX_CHARS] characters.
  public String text() {
    // None of the values can hold a character that JSON would escape.
    return "{\"v\":"
        + VERSION
        + ",\"at\":"
        + at
        + ",\"type\":\""
        + type.wire()
        + "\",\"actor\":\""
        + actor
        + "\",\"object\":\""
        + object
        + "\",\"outcome\":\""
        + outcome
        + "\",\"count\":"
        + count
        + ",\"log\":"
        + log
        + ",\"statement\":\""
        + statement.map(Bytes::toString).orElse("")
        + "\",\"request\":\""
        + request
        + "\",\"details\":\""
        + details.map(Bytes::toString).orElse("")
        + "\"}";
  }

  /// What the tree holds of it. RFC 9162 §2.1.1.
  public Bytes leafHash() {
    return Bytes.of(Hashes.sha256(LEAF_PREFIX, text().getBytes(US_ASCII)));
  }

  /// The same act at another time.
  public LedgerEntry at(long micros) {
    return new LedgerEntry(
        micros, type, actor, object, outcome, count, log, statement, request, details);
  }

  /// Whether a member did it, and not the broker or somebody unknown.
  public boolean byMember() {
    return switch (type.actor()) {
      case SIGNER, MEMBER -> true;
      case ANYONE, BROKER, OPERATOR, COMMAND -> false;
    };
  }

  private static void requireActor(EntryType type, String actor) {
    switch (type.actor()) {
      case SIGNER, MEMBER -> Base64Url.decode(actor, MemberId.RAW_BYTES);
      case ANYONE -> require(actor.equals(ANYONE), "actor: want anyone");
      case BROKER -> require(actor.equals(BROKER), "actor: want broker");
      case OPERATOR ->
          require(actor.equals(OPERATOR) || actor.equals(BROKER), "actor: want operator or broker");
      case COMMAND -> require(actor.equals(OPERATOR), "actor: want operator");
    }
  }

  private static void requireObject(EntryType type, String object) {
    switch (type.subject()) {
      case NOTHING -> require(object.isEmpty(), "object: want none");
      case MEMBER -> Base64Url.decode(object, MemberId.RAW_BYTES);
      case INVITE -> Base64Url.decode(object, InviteId.RAW_BYTES);
      case EPOCH -> {
        require(EPOCH.matcher(object).matches(), "object: want the number of an epoch");
        number(Long.parseLong(object));
      }
    }
  }

  private static void requireHash(Optional<Bytes> value, String name) {
    require(value.stream().allMatch(hash -> hash.size() == HASH_BYTES), name + ": want 32 bytes");
  }

  private static Optional<Bytes> hash(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Bytes.of(Base64Url.decode(text, HASH_BYTES)));
  }

  private static int number(long value) {
    require(value <= Integer.MAX_VALUE, "want numbers below 2^31");
    return (int) value;
  }

  private static void require(boolean holds, String wanted) {
    if (!holds) {
      throw new FormatException(wanted);
    }
  }
}
