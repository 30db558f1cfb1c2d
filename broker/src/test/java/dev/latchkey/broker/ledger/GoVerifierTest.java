package dev.latchkey.broker.ledger;

import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.store.Samples;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the broker shows of a random session, and of its log, before a verifier that is not ours.
@Timeout(180)
class GoVerifierTest {
  private static final int STEPS = 40;
  private static final int ALTERED = 150;

  /// More than one tile holds.
  private static final int OTHER_SESSIONS = 300;

  private static final JsonMapper JSON = new JsonMapper();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final TestBroker broker = TestBroker.inMemory();
  private final List<ObjectNode> shown = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aForeignVerifierAcceptsEveryCheckpointAndProofAndNoAlteredByte() throws Exception {
    var verifier = GoVerifier.build(folder);
    var session = new RandomSession(broker, random);
    var notes = play(session);
    // What the log says can be judged by entries alone that are read after it: reading is one, too.
    var log = showTiles();
    showSession(session, notes);
    shown.add(log);
    var lines = shown.stream().map(line -> (line + "\n").getBytes(UTF_8)).toList();

    var opinion = verifier.read(file(lines));
    assertThat(opinion.accepts()).as("seed %d: %s", seed, opinion.said()).isTrue();
    System.out.println("go-verifier: " + opinion.said() + " accepted");

    var missed = new ArrayList<String>();
    for (int i = 0; i < ALTERED; i++) {
      var altered = new ArrayList<>(lines);
      int at = random.nextInt(lines.size());
      byte[] line = lines.get(at).clone();
      line[random.nextInt(line.length)] ^= 1;
      altered.set(at, line);
      if (verifier.read(file(altered)).accepts()) {
        missed.add(new String(line, UTF_8));
      }
    }
    assertThat(missed).as("seed %d", seed).isEmpty();
    System.out.println("go-verifier: " + ALTERED + " files with one altered byte refused");
  }

  /// Lets people act, and gives the checkpoint after each act by its size.
  private SortedMap<Long, String> play(RandomSession session) {
    var host = session.host();
    var notes = new TreeMap<Long, String>();
    for (int i = 0; i < STEPS; i++) {
      session.step();
      keep(host, notes);
      broker.publishing().round();
    }
    return notes;
  }

  private void showSession(RandomSession session, SortedMap<Long, String> notes) {
    var host = session.host();
    var origin = Checkpoint.sessionOrigin(broker.origin(), host.session());
    show("key").put("vkey", new NoteKey(origin, host.follow().ledgerKey()).text());
    // The first reading enters what was observed; no checkpoint speaks of what the second one adds.
    host.get(host.path("/ledger")).require(200);
    keep(host, notes);
    for (var entry : host.get(host.path("/ledger")).require(200).json().get("entries")) {
      if (entry.get("index").asLong() < notes.lastKey()) {
        show("entry")
            .put("index", entry.get("index").asLong())
            .put("entry", entry.get("entry").asText());
      }
    }
    notes.values().forEach(note -> show("checkpoint").put("note", note));
    showProofs(host, List.copyOf(notes.keySet()));
    for (var receipt : session.receipts()) {
      show("receipt")
          .put("entry", receipt.get("entry").asText())
          .put("proof", receipt.get("proof").asText());
    }
  }

  /// The checkpoint of now, by its size.
  private static void keep(HostDevice host, Map<Long, String> notes) {
    String note = host.get(host.path("/ledger/checkpoint")).require(200).get("checkpoint");
    notes.put(Checkpoint.parse(SignedNote.parse(note).body()).size(), note);
  }

  /// Every entry in some tree that has it, and every tree in some later one and in the last.
  private void showProofs(HostDevice host, List<Long> sizes) {
    for (long index = 0; index < sizes.getLast(); index++) {
      long size = oneFrom(sizes, index + 1);
      show("inclusion")
          .put("index", index)
          .put("size", size)
          .set("hashes", hashes(host, "index=" + index + "&size=" + size));
    }
    for (long from : sizes) {
      for (long to : List.of(oneFrom(sizes, from), sizes.getLast())) {
        show("consistency")
            .put("from", from)
            .put("to", to)
            .set("hashes", hashes(host, "from=" + from + "&to=" + to));
      }
    }
  }

  private long oneFrom(List<Long> sizes, long least) {
    var some = sizes.stream().filter(size -> size >= least).toList();
    return some.get(random.nextInt(some.size()));
  }

  private static JsonNode hashes(HostDevice host, String query) {
    return host.get(host.path("/ledger/proof?" + query)).require(200).json().get("hashes");
  }

  /// Shows all tiles of a log in which other sessions are as well, and gives its checkpoint.
  private ObjectNode showTiles() {
    for (int number = 1; number <= OTHER_SESSIONS; number++) {
      broker.sessionStore().create(aSession(sid(number)));
      broker
          .ledgerStore()
          .append(sid(number), NewEntries.at(Samples.START, List.of(anObservation(1))));
    }
    broker.publishing().round();
    var vkey = broker.wire().send("GET", "/.well-known/latchkey").get("logKey");
    byte[] note = log("checkpoint");
    var reader = new TileReader(path -> path.equals("checkpoint") ? note : tile(path));
    long size = reader.head(vkey).size();
    reader.entries(size);
    reader.root(size);
    return line("log").put("vkey", vkey).put("note", new String(note, UTF_8));
  }

  private byte[] tile(String path) {
    byte[] body = log(path);
    show("tile").put("path", path).put("data", Base64Url.encode(body));
    return body;
  }

  private byte[] log(String path) {
    return broker.wire().send("GET", "/log/" + path).require(200).body();
  }

  private ObjectNode show(String kind) {
    var line = line(kind);
    shown.add(line);
    return line;
  }

  private static ObjectNode line(String kind) {
    return JSON.createObjectNode().put("kind", kind);
  }

  private Path file(List<byte[]> lines) throws IOException {
    byte[] text = Bytes.concat(lines.toArray(new byte[0][])).toByteArray();
    return Files.write(folder.resolve("shown.jsonl"), text);
  }
}
