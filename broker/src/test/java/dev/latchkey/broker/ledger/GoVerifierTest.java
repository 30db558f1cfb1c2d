package dev.latchkey.broker.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the broker shows of a random session, before a verifier that is not ours.
@Timeout(180)
class GoVerifierTest {
  private static final int STEPS = 40;
  private static final int ALTERED = 150;
  private static final JsonMapper JSON = new JsonMapper();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final TestBroker broker = TestBroker.inMemory();
  private final List<ObjectNode> lines = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aForeignVerifierAcceptsEveryCheckpointAndProofAndNoAlteredByte() throws Exception {
    var verifier = GoVerifier.build(folder);
    byte[] shown = shown();

    var opinion = verifier.read(written(shown));
    assertThat(opinion.accepts()).as("seed %d: %s", seed, opinion.said()).isTrue();
    System.out.println("go-verifier: " + opinion.said() + " accepted");

    var missed = new ArrayList<String>();
    for (int i = 0; i < ALTERED; i++) {
      byte[] altered = shown.clone();
      int at = random.nextInt(altered.length);
      altered[at] ^= 1;
      if (verifier.read(written(altered)).accepts()) {
        missed.add("byte " + at + " of " + new String(shown, UTF_8));
      }
    }
    assertThat(missed).as("seed %d", seed).isEmpty();
    System.out.println("go-verifier: " + ALTERED + " files with one altered byte refused");
  }

  /// A random session as whoever asks for everything is shown it.
  private byte[] shown() {
    var session = new RandomSession(broker, random);
    var host = session.host();
    var notes = new TreeMap<Long, String>();
    for (int i = 0; i < STEPS; i++) {
      session.step();
      String note = host.get(host.path("/ledger/checkpoint")).require(200).get("checkpoint");
      notes.put(Checkpoint.parse(SignedNote.parse(note).body()).size(), note);
    }
    var origin = Checkpoint.sessionOrigin(broker.origin(), host.session());
    line("key").put("vkey", new NoteKey(origin, host.follow().ledgerKey()).text());
    entries(host);
    notes.values().forEach(note -> line("checkpoint").put("note", note));
    proofs(host, List.copyOf(notes.keySet()));
    for (var receipt : session.receipts()) {
      line("receipt")
          .put("entry", receipt.get("entry").asText())
          .put("proof", receipt.get("proof").asText());
    }
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  private void entries(HostDevice host) {
    for (var entry : host.get(host.path("/ledger")).require(200).json().get("entries")) {
      line("entry")
          .put("index", entry.get("index").asLong())
          .put("entry", entry.get("entry").asText());
    }
  }

  /// Every entry in some tree that has it, and every tree in some later one and in the last.
  private void proofs(HostDevice host, List<Long> sizes) {
    for (long index = 0; index < sizes.getLast(); index++) {
      long size = oneFrom(sizes, index + 1);
      line("inclusion")
          .put("index", index)
          .put("size", size)
          .set("hashes", hashes(host, "index=" + index + "&size=" + size));
    }
    for (long from : sizes) {
      for (long to : List.of(oneFrom(sizes, from), sizes.getLast())) {
        line("consistency")
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

  private ObjectNode line(String kind) {
    var line = JSON.createObjectNode().put("kind", kind);
    lines.add(line);
    return line;
  }

  private Path written(byte[] text) throws IOException {
    return Files.write(folder.resolve("session.jsonl"), text);
  }
}
