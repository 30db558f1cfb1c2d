package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/// Entries that were really signed, in any order: each is refused by its rule or taken, and what
/// was taken folds again to the same log and the same members. Input: two bytes for each entry.
public final class FoldTarget implements FuzzTarget {
  private static final int MOST_ENTRIES = 40;
  private static final List<StatementEntry> ENTRIES =
      Seeds.inputs("fold")
          .flatMap(in -> texts(in).stream())
          .distinct()
          .map(StatementEntry::parse)
          .toList();

  private final SessionId sid = ENTRIES.getFirst().statement().sid();

  @Override
  public List<byte[]> seeds() {
    return Seeds.inputs("fold").map(FoldTarget::places).toList();
  }

  @Override
  public void accept(byte[] input) {
    var roster = Roster.begin(sid);
    var taken = new ArrayList<StatementEntry>();
    var places = ByteBuffer.wrap(input);
    for (int i = 0; i < Math.min(input.length / Short.BYTES, MOST_ENTRIES); i++) {
      var before = roster;
      var entry = ENTRIES.get(Short.toUnsignedInt(places.getShort()) % ENTRIES.size());
      var after = unlessRefused(StatementException.class, () -> before.apply(entry));
      after.ifPresent(_ -> taken.add(entry));
      roster = after.orElse(before);
    }
    var again = Roster.begin(sid);
    for (var entry : taken) {
      again = again.apply(entry);
    }
    assertThat(roster.size()).isEqualTo(taken.size());
    assertThat(again.logHash()).isEqualTo(roster.logHash());
    assertThat(again.members()).containsExactlyElementsOf(roster.members());
  }

  @Override
  public int mutants() {
    return 20;
  }

  private static byte[] places(JsonNode in) {
    var texts = ENTRIES.stream().map(StatementEntry::text).toList();
    var log = texts(in);
    var places = ByteBuffer.allocate(log.size() * Short.BYTES);
    log.forEach(text -> places.putShort((short) texts.indexOf(text)));
    return places.array();
  }

  private static List<String> texts(JsonNode in) {
    return StreamSupport.stream(in.required("entries").spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }
}
