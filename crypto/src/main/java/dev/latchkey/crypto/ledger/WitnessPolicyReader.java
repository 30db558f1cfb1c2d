package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a policy line by line; a line can only refer to names of those before it.
final class WitnessPolicyReader {
  private static final Pattern FOREIGN = Pattern.compile("[\\x00-\\x1f\\x7f&&[^\\t\\n]]");
  private static final Pattern SPACE = Pattern.compile("[ \\t]+");
  private static final String NONE = "none";

  private final List<NoteKey> logs = new ArrayList<>();
  private final List<WitnessPolicy.Witness> witnesses = new ArrayList<>();
  private final Map<String, Quorum> named = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private int groups;
  private @Nullable Quorum quorum;

  List<NoteKey> logs() {
    return logs;
  }

  List<WitnessPolicy.Witness> witnesses() {
    return witnesses;
  }

  /// Throws [FormatException] if no line has said it.
  Quorum quorum() {
    if (quorum == null) {
      throw new FormatException("policy: want a quorum");
    }
    return quorum;
  }

  void read(String text) {
    if (text.length() > WitnessPolicy.MAX_CHARS || FOREIGN.matcher(text).find()) {
      throw new FormatException(
          "policy: want at most " + WitnessPolicy.MAX_CHARS + " characters of text");
    }
    for (String line : text.split("\n", -1)) {
      var items = SPACE.splitAsStream(line).filter(item -> !item.isEmpty()).toList();
      if (!items.isEmpty() && !items.getFirst().startsWith("#")) {
        read(items);
      }
    }
  }

  private void read(List<String> items) {
    int given = items.size() - 1;
    switch (items.getFirst()) {
      case "log" -> {
        require(given == 1 || given == 2, "log: want a key and perhaps a URL");
        log(NoteKey.parse(items.get(1)));
      }
      case "witness" -> {
        require(given == 2 || given == 3, "witness: want a name, a key and perhaps a URL");
        var key = WitnessKey.parse(items.get(2));
        witness(new WitnessPolicy.Witness(items.get(1), key, given == 3 ? items.get(3) : ""));
      }
      case "group" -> {
        require(given >= 3, "group: want a name, how many, and of whom");
        group(items.get(1), items.get(2), items.subList(3, items.size()));
      }
      case "quorum" -> {
        require(given == 1 && quorum == null, "quorum: want one name, once");
        quorum = items.get(1).equals(NONE) ? new Quorum.Nobody() : known(items.get(1));
      }
      default -> throw new FormatException("policy: want log, witness, group or quorum");
    }
  }

  private void log(NoteKey log) {
    requireNew(log.key(), logs.stream().map(NoteKey::key).toList());
    logs.add(log);
  }

  private void witness(WitnessPolicy.Witness witness) {
    requireNew(witness.key().key(), witnesses.stream().map(known -> known.key().key()).toList());
    name(witness.name(), new Quorum.One(witness.key()));
    witnesses.add(witness);
  }

  private void group(String name, String threshold, List<String> of) {
    groups++;
    require(groups <= WitnessPolicy.MAX_OF_A_KIND, "policy: want fewer groups");
    var quorums = new ArrayList<Quorum>();
    for (String member : of) {
      quorums.add(known(member));
      require(members.add(member), "group: want each name in one place");
    }
    long least =
        switch (threshold) {
          case "any" -> 1;
          case "all" -> of.size();
          default -> Decimal.parse(threshold);
        };
    require(least >= 1 && least <= of.size(), "group: want 1 to as many as there are");
    name(name, new Quorum.Group((int) least, quorums));
  }

  private Quorum known(String name) {
    var quorum = named.get(name);
    if (quorum == null) {
      throw new FormatException("policy: want names of lines before");
    }
    return quorum;
  }

  private void name(String name, Quorum quorum) {
    require(
        !name.equals(NONE) && named.putIfAbsent(name, quorum) == null, "policy: want a new name");
  }

  private static void requireNew(VerifyingKey key, List<VerifyingKey> others) {
    require(others.size() < WitnessPolicy.MAX_OF_A_KIND, "policy: want fewer keys of a kind");
    require(!others.contains(key), "policy: want each key once");
  }

  private static void require(boolean condition, String wanted) {
    if (!condition) {
      throw new FormatException(wanted);
    }
  }
}
