package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.roster.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One line of the export of a ledger, the file that [LedgerVerifier] reads. The kinds stand in the
/// order in which they are declared here. FORMATS.md §11.3.
public sealed interface ExportLine {
  int MAX_CHARS = 262_144;

  /// The first line.
  ///
  /// @param origin the broker's, as genesis has it
  /// @param logKey the key of the broker-wide log, `name+id+base64`
  /// @param policy which witnesses the broker asks, or empty
  record Header(SessionId sid, String origin, String logKey, String policy) implements ExportLine {
    private static final long VERSION = 1;
    private static final Set<String> MEMBERS =
        Set.of("kind", "version", "sid", "origin", "logKey", "policy");

    private static Header of(JsonObject json) {
      json.requireExactly(MEMBERS);
      if (json.integer("version") != VERSION) {
        throw new FormatException("version: want " + VERSION);
      }
      return new Header(
          new SessionId(json.string("sid")),
          json.string("origin"),
          json.string("logKey"),
          json.string("policy"));
    }

    @Override
    public String text() {
      return line(
          "ledger",
          member("version", VERSION),
          member("sid", sid.value()),
          member("origin", origin),
          member("logKey", logKey),
          member("policy", policy));
    }
  }

  /// An entry of the statement log. They begin at 0 and go up to the newest that has entries.
  record Statement(long position, String entry) implements ExportLine {
    private static final Set<String> MEMBERS = Set.of("kind", "position", "entry");

    private static Statement of(JsonObject json) {
      json.requireExactly(MEMBERS);
      return new Statement(json.integer("position"), json.string("entry"));
    }

    @Override
    public String text() {
      return line("statement", member("position", position), member("entry", entry));
    }
  }

  /// An entry of the ledger; salt and details are both empty if there are none or no more.
  record Entry(long index, String entry, String salt, String details) implements ExportLine {
    private static final Set<String> MEMBERS = Set.of("kind", "index", "entry", "salt", "details");

    private static Entry of(JsonObject json) {
      json.requireExactly(MEMBERS);
      return new Entry(
          json.integer("index"), json.string("entry"), json.string("salt"), json.string("details"));
    }

    @Override
    public String text() {
      return line(
          "entry",
          member("index", index),
          member("entry", entry),
          member("salt", salt),
          member("details", details));
    }
  }

  /// A signed checkpoint of this ledger. The last one is of its full size.
  record SessionCheckpoint(String note) implements ExportLine {
    private static final Set<String> MEMBERS = Set.of("kind", "note");

    private static SessionCheckpoint of(JsonObject json) {
      return new SessionCheckpoint(json.requireExactly(MEMBERS).string("note"));
    }

    @Override
    public String text() {
      return line("checkpoint", member("note", note));
    }
  }

  /// The checkpoint of the broker-wide log, in which the next lines are proven.
  record LogCheckpoint(String note) implements ExportLine {
    private static final Set<String> MEMBERS = Set.of("kind", "note");

    private static LogCheckpoint of(JsonObject json) {
      return new LogCheckpoint(json.requireExactly(MEMBERS).string("note"));
    }

    @Override
    public String text() {
      return line("logCheckpoint", member("note", note));
    }
  }

  /// An entry of the broker-wide log: the body of one of the session checkpoints above, with its
  /// place and the path from there.
  record Logged(Bytes entry, long index, List<Bytes> hashes) implements ExportLine {
    private static final Set<String> MEMBERS = Set.of("kind", "entry", "index", "hashes");

    public Logged {
      hashes = List.copyOf(hashes);
    }

    private static Logged of(JsonObject json) {
      json.requireExactly(MEMBERS);
      var hashes = new ArrayList<Bytes>();
      for (var hash : json.strings("hashes")) {
        hashes.add(Bytes.of(Base64Url.decode(hash, MerkleTree.HASH_SIZE)));
      }
      return new Logged(
          Bytes.of(Base64Url.decode(json.string("entry"))), json.integer("index"), hashes);
    }

    @Override
    public String text() {
      return line(
          "logged",
          member("entry", entry.toString()),
          member("index", index),
          member("hashes", hashes.stream().map(Bytes::toString).toList()));
    }
  }

  /// The line without its end.
  String text();

  /// Throws [FormatException] for what is none. What is said in it is judged by [LedgerVerifier].
  static ExportLine parse(String line) {
    if (line.length() > MAX_CHARS || !line.startsWith("{\"kind\":")) {
      throw new FormatException("want a JSON object of at most " + MAX_CHARS + " characters");
    }
    var json = StrictJson.parse(line.getBytes(UTF_8), 2);
    return switch (json.string("kind")) {
      case "ledger" -> Header.of(json);
      case "statement" -> Statement.of(json);
      case "entry" -> Entry.of(json);
      case "checkpoint" -> SessionCheckpoint.of(json);
      case "logCheckpoint" -> LogCheckpoint.of(json);
      case "logged" -> Logged.of(json);
      default -> throw new FormatException("kind: want one of the kinds of lines");
    };
  }

  @SafeVarargs
  private static String line(String kind, Map.Entry<String, ?>... members) {
    var json = new LinkedHashMap<String, Object>();
    json.put("kind", kind);
    for (var member : members) {
      json.put(member.getKey(), member.getValue());
    }
    return new String(StrictJson.write(json), UTF_8);
  }

  private static Map.Entry<String, Object> member(String name, Object value) {
    return Map.entry(name, value);
  }
}
