package dev.latchkey.crypto.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Entries of a ledger, judged one at a time and by their form alone.
public final class EntryVectors implements VectorSource {
  private static final String FORMAT = "format";
  static final String MEMBER = id("member");
  static final String OTHER = id("other member");
  static final String INVITE = id("invite");
  static final Bytes STATEMENT = Bytes.of(SeededRandom.bytes("statement", 32));
  private static final Bytes DETAILS = Bytes.of(SeededRandom.bytes("details", 32));
  private static final String REQUEST = Base64Url.encode(SeededRandom.bytes("request", 12));
  private static final long AT = 1_796_000_000_123_456L;

  @Override
  public String kind() {
    return "ledger-entry";
  }

  @Override
  public Set<String> refusals() {
    return Set.of(FORMAT);
  }

  @Override
  public Answer answer(JsonNode in) {
    return answer(Fields.text(in, "text"));
  }

  @Override
  public List<Vector> vectors() {
    return Stream.of(types(), bounds(), texts(), values()).flatMap(List::stream).toList();
  }

  static LedgerEntry specimen(EntryType type) {
    return new LedgerEntry(
        AT,
        type,
        actor(type),
        object(type),
        "ok",
        1,
        7,
        type.byStatement() ? Optional.of(STATEMENT) : Optional.empty(),
        REQUEST,
        Optional.of(DETAILS));
  }

  private static List<Vector> types() {
    return Arrays.stream(EntryType.values())
        .map(
            type ->
                ok(
                    type.wire().replaceAll("[._]", "-"),
                    "an entry of this type",
                    specimen(type).text()))
        .toList();
  }

  private static List<Vector> bounds() {
    var refused = specimen(EntryType.INVITE_REFUSED);
    return List.of(
        ok(
            "least",
            "nothing that may be missing",
            new LedgerEntry(
                    0,
                    EntryType.INVITE_OPENED,
                    "anyone",
                    INVITE,
                    "a",
                    1,
                    0,
                    Optional.empty(),
                    "",
                    Optional.empty())
                .text()),
        ok(
            "most",
            "every number as large as it may be",
            new LedgerEntry(
                    (1L << 53) - 1,
                    EntryType.INVITE_REFUSED,
                    "anyone",
                    INVITE,
                    "z_9".repeat(13) + "a",
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Optional.empty(),
                    REQUEST,
                    Optional.of(DETAILS))
                .text()),
        ok(
            "epoch-largest",
            "the last epoch that there can be",
            specimen(EntryType.EPOCH_CONFIRMED)
                .text()
                .replace("\"object\":\"3\"", "\"object\":\"2147483647\"")),
        ok(
            "erased-by-the-broker",
            "the other one who erases details",
            edit(EntryType.DETAILS_ERASED, "operator", "broker")),
        refused(
            "commanded-by-the-broker",
            "a command that the broker gives itself",
            edit(EntryType.OPERATOR_ERASED, "\"operator\"", "\"broker\"")),
        refused(
            "commanded-about-nobody",
            "an erasure of nobody's data",
            edit(EntryType.OPERATOR_ERASED, OTHER, "")),
        refused("too-long", "more than 1,024 characters", refused.text() + " ".repeat(1_024)),
        edited("at-too-large", "a time of 2^53", "at\":" + AT, "at\":9007199254740992"),
        edited("count-zero", "no act at all", "count\":1", "count\":0"),
        edited("count-too-large", "2^31 acts", "count\":1", "count\":2147483648"),
        edited("log-too-large", "a log of 2^31 entries", "log\":7", "log\":2147483648"),
        refused(
            "epoch-too-large",
            "an epoch of 2^31",
            edit(EntryType.EPOCH_CHANGED, "object\":\"3\"", "object\":\"2147483648\"")),
        refused(
            "epoch-zero",
            "an epoch before the first",
            edit(EntryType.EPOCH_CHANGED, "object\":\"3\"", "object\":\"0\"")));
  }

  private static List<Vector> texts() {
    var text = specimen(EntryType.INVITE_REFUSED).text();
    return List.of(
        refused("empty", "nothing", ""),
        refused("cut", "an entry without its end", text.substring(0, text.length() - 1)),
        refused("space-before", "a space in front", " " + text),
        refused("newline-after", "a line end behind", text + "\n"),
        edited("space-inside", "a space after a colon", "\"v\":1", "\"v\": 1"),
        edited("version-two", "another version", "\"v\":1", "\"v\":2"),
        edited("version-text", "a version as text", "\"v\":1", "\"v\":\"1\""),
        edited("version-missing", "no version", "\"v\":1,", ""),
        edited("member-twice", "one name twice", "\"log\":7", "\"log\":7,\"log\":7"),
        edited("member-unknown", "a member too many", "\"log\":7", "\"log\":7,\"more\":1"),
        edited("member-missing", "no request", "\"request\":\"" + REQUEST + "\",", ""),
        edited(
            "members-swapped",
            "count and log the other way round",
            "\"count\":1,\"log\":7",
            "\"log\":7,\"count\":1"),
        edited("escape", "a letter as an escape", "anyone", "\\u0061nyone"),
        edited("not-ascii", "a letter outside ASCII", "\"ok\"", "\"ök\""),
        edited(
            "null",
            "null, where an empty text would say so",
            "\"statement\":\"\"",
            "\"statement\":null"),
        edited("number-exponent", "a count with an exponent", "\"count\":1", "\"count\":1e0"),
        edited("number-negative", "a negative time", "\"at\":", "\"at\":-"),
        edited("number-text", "a count as text", "\"count\":1", "\"count\":\"1\""));
  }

  private static List<Vector> values() {
    return List.of(
        edited("type-unknown", "a type that is none", "invite.refused", "invite.forgotten"),
        edited("type-capital", "a type in another spelling", "invite.refused", "Invite.refused"),
        edited("actor-member", "a refusal by a member", "anyone", MEMBER),
        refused(
            "actor-anyone", "a join by no member", edit(EntryType.MEMBER_JOINED, MEMBER, "anyone")),
        refused(
            "actor-broker",
            "a removal by the broker",
            edit(EntryType.MEMBER_REMOVED, MEMBER, "broker")),
        refused(
            "actor-short",
            "a member ID of 21 characters",
            edit(EntryType.MEMBER_REMOVED, MEMBER, MEMBER.substring(1))),
        refused(
            "actor-stray-bits",
            "a member ID that is not canonical",
            edit(EntryType.SESSION_ENDED, MEMBER, "AAAAAAAAAAAAAAAAAAAAAB")),
        edited("actor-empty", "an act by nobody", "anyone", ""),
        edited("object-missing", "a refusal of no invite", INVITE, ""),
        refused(
            "object-unwanted",
            "an end of something",
            edit(EntryType.SESSION_ENDED, "object\":\"\"", "object\":\"" + OTHER + "\"")),
        refused(
            "object-epoch-for-member",
            "a removal of an epoch",
            edit(EntryType.MEMBER_REMOVED, OTHER, "3")),
        refused(
            "object-epoch-leading-zero",
            "an epoch with a zero in front",
            edit(EntryType.EPOCH_CHANGED, "object\":\"3\"", "object\":\"03\"")),
        edited("outcome-empty", "no outcome", "\"ok\"", "\"\""),
        edited("outcome-capital", "an outcome in capitals", "\"ok\"", "\"OK\""),
        edited(
            "outcome-long", "an outcome of 41 characters", "\"ok\"", "\"" + "a".repeat(41) + "\""),
        edited(
            "statement-unwanted",
            "a refusal by a statement",
            "\"statement\":\"\"",
            "\"statement\":\"" + STATEMENT + "\""),
        refused(
            "statement-missing",
            "a join without one",
            edit(EntryType.MEMBER_JOINED, STATEMENT.toString(), "")),
        refused(
            "statement-short",
            "a hash of 31 bytes",
            edit(EntryType.MEMBER_JOINED, STATEMENT.toString(), Base64Url.encode(new byte[31]))),
        refused(
            "statement-counted",
            "two joins in one entry",
            edit(EntryType.MEMBER_JOINED, "count\":1", "count\":2")),
        edited("request-long", "a request of 17 characters", REQUEST, REQUEST + "A"),
        edited("request-other", "a request with a full stop", REQUEST, "." + REQUEST.substring(1)),
        edited(
            "details-short",
            "a commitment of 42 characters",
            DETAILS.toString(),
            DETAILS.toString().substring(1)),
        edited("details-padded", "a commitment with padding", DETAILS.toString(), DETAILS + "="));
  }

  private static Vector ok(String name, String why, String text) {
    return Vector.ok(name, why, Map.of("text", text), answer(text).out());
  }

  private static Vector refused(String name, String why, String text) {
    return Vector.refused(name, why, FORMAT, Map.of("text", text));
  }

  private static Vector edited(String name, String why, String part, String other) {
    return refused(name, why, edit(EntryType.INVITE_REFUSED, part, other));
  }

  private static String edit(EntryType type, String part, String other) {
    var text = specimen(type).text();
    if (!text.contains(part)) {
      throw new IllegalStateException("nothing to edit: " + part);
    }
    return text.replace(part, other);
  }

  private static Answer answer(String text) {
    try {
      var entry = LedgerEntry.parse(text);
      var out = new LinkedHashMap<String, Object>();
      out.put("at", entry.at());
      out.put("type", entry.type().wire());
      out.put("actor", entry.actor());
      out.put("object", entry.object());
      out.put("outcome", entry.outcome());
      out.put("count", entry.count());
      out.put("log", entry.log());
      out.put("statement", entry.statement().map(Bytes::toString).orElse(""));
      out.put("request", entry.request());
      out.put("details", entry.details().map(Bytes::toString).orElse(""));
      out.put("leafHash", entry.leafHash().toString());
      return Answer.ok(out);
    } catch (FormatException e) {
      return Answer.refused(FORMAT);
    }
  }

  private static String actor(EntryType type) {
    return switch (type.actor()) {
      case SIGNER, MEMBER -> MEMBER;
      case ANYONE -> "anyone";
      case BROKER -> "broker";
      case OPERATOR, COMMAND -> "operator";
    };
  }

  private static String object(EntryType type) {
    return switch (type.subject()) {
      case NOTHING -> "";
      case MEMBER -> OTHER;
      case INVITE -> INVITE;
      case EPOCH -> "3";
    };
  }

  private static String id(String name) {
    return Base64Url.encode(SeededRandom.bytes(name, 16));
  }
}
