package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final String SUITE = "signed-note/checkpoint-vectors.json";
  private static final String ORIGIN = "broker.example/log";

  private final SigningKey key = SigningKey.fromSeed(SeededRandom.bytes("ledger", 32));
  private final NoteKey noteKey = new NoteKey(ORIGIN, key.verifyingKey());
  private final Checkpoint checkpoint =
      new Checkpoint(ORIGIN, 7, Bytes.of(Hashes.sha256(new byte[] {7})));

  @Test
  void whatIsSignedOpensUnderItsKeyOnly() {
    var note = checkpoint.sign(key);

    assertThat(Checkpoint.open(note, noteKey)).isEqualTo(checkpoint);
    var other = SigningKey.fromSeed(SeededRandom.bytes("other", 32)).verifyingKey();
    assertThatExceptionOfType(InvalidNoteException.class)
        .isThrownBy(() -> Checkpoint.open(note, new NoteKey(ORIGIN, other)));
  }

  @Test
  void aCheckpointOfAnotherTreeThanItsKeyIsInvalid() {
    var foreign = new Checkpoint("broker.example/s/x", 7, checkpoint.root());
    var note = SignedNote.sign(foreign.body(), ORIGIN, List.of(key));

    assertThatExceptionOfType(InvalidNoteException.class)
        .isThrownBy(() -> Checkpoint.open(note, noteKey))
        .withMessageContaining("origin");
  }

  @Test
  void eachTreeHasItsOrigin() {
    var sid = new SessionId("AAAAAAAAAAAAAAAAAAAAAAAAAAA");

    assertThat(Checkpoint.logOrigin("https://broker.example:8443"))
        .isEqualTo("broker.example:8443/log");
    assertThat(Checkpoint.sessionOrigin("http://localhost", sid))
        .isEqualTo("localhost/s/Vo8hTVKVRL9EMFE8KZNJWltDRhFTPGPRzwlbUcXh-K8");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> Checkpoint.logOrigin("https://broker.example/path"));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> Checkpoint.logOrigin("broker.example"));
  }

  @Test
  void aSizeIsAnyNumberThatALongHolds() {
    String body = checkpoint.body();

    assertThat(Checkpoint.parse(body.replace("\n7\n", "\n9223372036854775807\n")).size())
        .isEqualTo(Long.MAX_VALUE);
    for (String size : List.of("9223372036854775808", "07", "-7", "+7", "7 ", "", "\u0667")) {
      assertThatExceptionOfType(FormatException.class)
          .as(size)
          .isThrownBy(() -> Checkpoint.parse(body.replace("\n7\n", "\n" + size + "\n")));
    }
  }

  @Test
  void whatCannotBeACheckpointIsNotMade() {
    for (var root : List.of(Bytes.of(new byte[31]), Bytes.of(new byte[33]))) {
      assertThatExceptionOfType(FormatException.class)
          .isThrownBy(() -> new Checkpoint(ORIGIN, 7, root));
    }
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new Checkpoint(ORIGIN, -1, checkpoint.root()));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new Checkpoint(ORIGIN, 0, checkpoint.root()));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new Checkpoint("two\nlines", 7, checkpoint.root()));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> Checkpoint.parse(checkpoint.body() + "behind the last line end"));
  }

  @Test
  void theExampleOfTheSpecificationIsOneOfOurs() throws IOException {
    var example = ExternalVectors.json(SUITE).required("c2spExample");
    var body = example.required("body").textValue();

    var read = Checkpoint.parse(body);

    assertThat(read.size()).isEqualTo(20_852_163);
    assertThat(read.body()).isEqualTo(body);
    var note = SignedNote.parse(body + "\n" + example.required("signature").textValue());
    assertThat(note.body()).isEqualTo(body);
  }

  /// But for extension lines, which we refuse. Roots that are not 32 bytes stand for some that are.
  @Test
  void everyBodyOfTheSuiteIsJudgedAsItSays() throws IOException {
    var verdicts = new ArrayList<String>();
    var expected = new ArrayList<String>();
    for (var test : ExternalVectors.json(SUITE).required("tests")) {
      String name = test.required("desc").textValue() + ": ";
      String body = withRootOfOurSize(test);
      boolean hasExtension = body.lines().count() > 3;
      verdicts.add(name + isRead(body));
      expected.add(name + (test.required("valid").booleanValue() && !hasExtension));
    }

    assertThat(verdicts).isEqualTo(expected);
    ExternalVectors.ran("signed-note, checkpoints", verdicts.size());
  }

  private static String withRootOfOurSize(JsonNode test) {
    String body = test.required("body").textValue();
    for (String banana :
        new String[] {"YmFuYW5hcw==", "dGhlIHZpZXcgZnJvbSB0aGUgdHJlZSB0b3BzIGlzIGdyZWF0IQ=="}) {
      byte[] root = Hashes.sha256(Base64.getDecoder().decode(banana));
      body = body.replace(banana, Base64.getEncoder().encodeToString(root));
    }
    return body;
  }

  private static boolean isRead(String body) {
    try {
      return Checkpoint.parse(body).body().equals(body);
    } catch (FormatException e) {
      return false;
    }
  }
}
