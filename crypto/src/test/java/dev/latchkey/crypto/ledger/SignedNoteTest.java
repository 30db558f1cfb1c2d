package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  private static final String SUITE = "signed-note/note-vectors.json";

  @Test
  void aKnownKeySignsTheKnownNote() throws IOException {
    var signing = ExternalVectors.json(SUITE).required("signing");
    String[] skey = signing.required("skey").textValue().split("\\+", 5);
    byte[] typed = Base64.getDecoder().decode(skey[4]);
    try (var key = SigningKey.fromSeed(Arrays.copyOfRange(typed, 1, typed.length))) {
      var note = SignedNote.sign(signing.required("text").textValue(), skey[2], List.of(key));

      assertThat(note).isEqualTo(signing.required("note").textValue());
    }
  }

  @Test
  void everyNoteOfTheSuiteIsJudgedAsItSays() throws IOException {
    var notes = ExternalVectors.json(SUITE).required("notes");
    var verdicts = new ArrayList<String>();
    var expected = new ArrayList<String>();
    for (var note : notes) {
      String name = note.required("desc").textValue() + ": ";
      verdicts.add(name + verdict(note));
      expected.add(name + expected(note));
    }

    assertThat(verdicts).isEqualTo(expected);
    ExternalVectors.ran("signed-note, notes", verdicts.size());
  }

  @Test
  void theBlankLineEndsTheTextHoweverShortItIs() {
    try (var key = SigningKey.fromSeed(new byte[SigningKey.SEED_SIZE])) {
      var note = SignedNote.sign("\n", "log.example", List.of(key));

      assertThat(note).startsWith("\n\n");
      assertThat(SignedNote.parse(note).text()).isEqualTo(note);
    }
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SignedNote.parse("a text\n"))
        .withMessage("note: want a blank line before the signatures");
  }

  @Test
  void sixtyFourSignaturesAreReadAndNotOneMore() throws IOException {
    var note = SignedNote.parse(ExternalVectors.json(SUITE).at("/signing/note").textValue());
    var most = note;
    while (most.signatures().size() < SignedNote.MAX_SIGNATURES) {
      most = most.with(note.signatures().getFirst());
    }

    assertThat(SignedNote.parse(most.text())).isEqualTo(most);
    String oneMore = most.text() + note.signatures().getFirst().line() + "\n";
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SignedNote.parse(oneMore))
        .withMessageContaining("signatures");
  }

  @Test
  void aNoteOfTheLargestSizeIsReadAndNoneThatIsLarger() throws IOException {
    String note = ExternalVectors.json(SUITE).at("/signing/note").textValue();
    String largest = "x".repeat(SignedNote.MAX_CHARS - note.length()) + note;

    assertThat(SignedNote.parse(largest).text()).isEqualTo(largest);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SignedNote.parse("x" + largest))
        .withMessageContaining("characters");
  }

  @Test
  void whatCannotBeANoteIsNotMade() throws IOException {
    String text = ExternalVectors.json(SUITE).at("/signing/note").textValue();
    var one = SignedNote.parse(text).signatures();
    var tooMany = Collections.nCopies(SignedNote.MAX_SIGNATURES + 1, one.getFirst());

    assertIsRefused(() -> new SignedNote("no line end", one));
    assertIsRefused(() -> new SignedNote("a\rb\n", one));
    assertIsRefused(() -> new SignedNote("a\n", List.of()));
    assertIsRefused(() -> new SignedNote("a\n", tooMany));
    assertIsRefused(() -> SignedNote.parse("\ud800" + text));
    var id = one.getFirst().keyId();
    assertIsRefused(() -> new NoteSignature("name", id, Bytes.of(new byte[0])));
    assertIsRefused(() -> new NoteSignature("name", Bytes.of(new byte[3]), id));
  }

  private static void assertIsRefused(ThrowingCallable call) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(call);
  }

  @Test
  void aBodyMayHaveEmptyLines() throws IOException {
    String note = ExternalVectors.json(SUITE).at("/signing/note").textValue();

    assertThat(SignedNote.parse("first\n\n\n" + note).body()).startsWith("first\n\n\nIf you");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name AAAAAAE=",
        "\u2014name AAAAAAE=",
        "- name AAAAAAE=",
        "\u2014 AAAAAAE=",
        "\u2014  AAAAAAE=",
        "\u2014 name  AAAAAAE=",
        "\u2014 name AAAAAAE",
        "\u2014 name AAAAAAF=",
        "\u2014 name AAAAAA==",
        "\u2014 name ",
        "\u2014 name AAAA_AE="
      })
  void whatIsNoSignatureLineIsRefused(String line) {
    assertThat(NoteSignature.parse("\u2014 name AAAAAAE=").line())
        .isEqualTo("\u2014 name AAAAAAE=");
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> NoteSignature.parse(line));
  }

  private static String expected(JsonNode note) {
    String result = note.required("result").textValue();
    return switch (result) {
      case "valid" -> names(note.required("verified"));
      case "malformed", "malformed-or-limit" -> "malformed";
      case "no-verifiable-signature", "invalid-signature", "ambiguous-key" -> "invalid";
      default -> throw new AssertionError("unknown result " + result);
    };
  }

  private static String verdict(JsonNode note) {
    var keys = new ArrayList<NoteKey>();
    note.required("vkeys").forEach(key -> keys.add(NoteKey.parse(key.textValue())));
    try {
      var bytes = Base64.getDecoder().decode(note.required("noteBase64").textValue());
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var signed = SignedNote.parse(text);
      assertThat(signed.text()).isEqualTo(text);
      return signed.signers(keys).stream().map(NoteKey::name).toList().toString();
    } catch (FormatException | CharacterCodingException e) {
      return "malformed";
    } catch (InvalidNoteException e) {
      return "invalid";
    }
  }

  private static String names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(name -> names.add(name.textValue()));
    return names.toString();
  }
}
