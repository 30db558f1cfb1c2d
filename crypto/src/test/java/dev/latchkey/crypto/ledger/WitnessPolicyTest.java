package dev.latchkey.crypto.ledger;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessPolicyTest {
  private static final String ORIGIN = "broker.example/log";
  private static final long NOON = 1_764_504_000;

  private final SigningKey logKey = SigningKey.fromSeed(SeededRandom.bytes("log", 32));
  private final NoteKey log = new NoteKey(ORIGIN, logKey.verifyingKey());
  private final Checkpoint checkpoint =
      new Checkpoint(ORIGIN, 3, MerkleTree.leafHash(new byte[] {3}));

  /// The example of the specification: two of three, and one of two others.
  @ParameterizedTest
  @CsvSource({
    "'', false",
    "'x1 x2', false",
    "'x1 y1', false",
    "'y1 y2', false",
    "'x1 x3 y2', true",
    "'x1 x2 x3 y1 y2', true"
  })
  void aQuorumOfGroupsIsMetByEnoughOfEach(String cosigners, boolean isMet) {
    var policy =
        WitnessPolicy.parse(
            policy(
                "group x 2 x1 x2 x3",
                "group y any y1 y2",
                "group x-and-y all x y",
                "quorum x-and-y"));

    assertThat(opens(policy, cosigned(cosigners))).isEqualTo(isMet);
  }

  @Test
  void aLogMayHaveAUrlAndNothingMore() {
    var line = "log " + log.text();

    assertThat(
            opens(WitnessPolicy.parse(line + " https://log.example\nquorum none\n"), cosigned("")))
        .isTrue();
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> WitnessPolicy.parse(line + " https://log.example more\nquorum none\n"))
        .withMessageContaining("URL");
  }

  /// C2SP tlog-cosignature with ML-DSA-44: type 0x06, 1,312 bytes.
  @Test
  void aWitnessWithAKeyOfAnotherAlgorithmIsRefusedInClearWords() {
    byte[] typed = new byte[1 + 1_312];
    typed[0] = 6;
    var witness = "witness w w.example+01020304+" + StandardBase64.encode(typed);

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> WitnessPolicy.parse(witness + "\nquorum w\n"))
        .withMessageContaining("Ed25519")
        .withMessageContaining("ML-DSA");
  }

  @Test
  void oneWitnessOrNoneCanBeTheQuorum() {
    assertThat(opens(WitnessPolicy.parse(policy("quorum y1")), cosigned("y1"))).isTrue();
    assertThat(opens(WitnessPolicy.parse(policy("quorum y1")), cosigned("y2"))).isFalse();
    assertThat(opens(WitnessPolicy.parse(policy("quorum none")), cosigned(""))).isTrue();
    assertThat(opens(WitnessPolicy.parse("quorum none"), cosigned(""))).isTrue();
  }

  @Test
  void oneBadCosignatureOfAKnownWitnessSpoilsTheNote() {
    var good = cosigned("x1");
    byte[] value = good.signatures().getLast().value().toByteArray();
    value[20] ^= 1;
    var y1 = new WitnessKey("y1", witness("y1").verifyingKey());
    var bad = good.with(new NoteSignature("y1", y1.id(), Bytes.of(value)));

    assertThat(opens(WitnessPolicy.parse(policy("quorum x1")), good)).isTrue();
    assertThat(opens(WitnessPolicy.parse(policy("quorum x1")), bad)).isFalse();
  }

  @Test
  void aLogThatThePolicyDoesNotListIsRefused() {
    var other = new NoteKey(ORIGIN, witness("other").verifyingKey());
    var policy = WitnessPolicy.parse("log " + other.text() + "\nquorum none\n");

    assertThat(policy.logs()).containsExactly(other);
    assertThat(opens(policy, cosigned(""))).isFalse();
  }

  @Test
  void witnessesCanHaveAddresses() {
    String vkey = vkey("w");
    var policy =
        WitnessPolicy.parse(
            " # comment\n\t\nwitness \t w " + vkey + " https://w.example/a\t\nquorum w \n");

    assertThat(policy.witnesses())
        .containsExactly(
            new WitnessPolicy.Witness("w", WitnessKey.parse(vkey), "https://w.example/a"));
    assertThat(WitnessPolicy.parse(policy("quorum none")).witnesses())
        .extracting(WitnessPolicy.Witness::url)
        .containsOnly("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorum x1\nquorum x1",
        "quorum nobody",
        "quorum x1 x2",
        "quorum",
        "group g 0 x1\nquorum g",
        "group g 2 x1\nquorum g",
        "group g 01 x1\nquorum g",
        "group g most x1\nquorum g",
        "group g all\nquorum g",
        "group g all none\nquorum g",
        "group g all g\nquorum g",
        "group g all x1 x1\nquorum g",
        "group g all x1\ngroup h all x1 x2\nquorum h",
        "group g all h\ngroup h all x1\nquorum h",
        "group none all x1\nquorum none",
        "group x1 all x2\nquorum x1",
        "quorum none\nwitness",
        "quorum none\nlog",
        "quorum none\nLog",
        "quorum none # why",
        "quorum none\n# \u0001",
        "quorum none\n# \u007f",
        "quorum none\ngroup",
        "quorum none\ngroup g",
        "quorum none\ngroup g all",
        "quorum none\r",
        "quorum none\u007f"
      })
  void whatIsNoPolicyIsRefused(String lines) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> WitnessPolicy.parse(policy(lines)));
  }

  @Test
  void keysOfAnotherTypeAndKeysGivenTwiceAreRefused() {
    String same = new WitnessKey("same-key-other-name", witness("x1").verifyingKey()).text();

    for (String line :
        List.of(
            "witness w " + log.text(),
            "witness w " + same,
            "log " + vkey("w"),
            "log " + log.text(),
            logLine("l").strip() + " https://log.example more",
            "witness w " + vkey("w") + " https://w.example more")) {
      assertThatExceptionOfType(FormatException.class)
          .as(line)
          .isThrownBy(() -> WitnessPolicy.parse(policy(line, "quorum none")));
    }
  }

  @Test
  void thirtyTwoWitnessesAreTakenAndNotOneMore() {
    assertThat(WitnessPolicy.parse(many(32)).witnesses()).hasSize(32);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> WitnessPolicy.parse(many(33)));
  }

  @Test
  void thirtyTwoLogsAndGroupsAreTakenAndNotOneMore() {
    for (int i : new int[] {31, 32}) {
      String logs = IntStream.range(0, i).mapToObj(n -> logLine("l" + n)).collect(joining());
      String groups =
          IntStream.rangeClosed(0, i)
              .mapToObj(n -> "group g%d all %s\n".formatted(n, n == 0 ? "x1" : "g" + (n - 1)))
              .collect(joining());
      boolean fits = i < 32;
      assertThat(isPolicy(policy(logs, "quorum none"))).isEqualTo(fits);
      assertThat(isPolicy(policy(groups, "quorum none"))).isEqualTo(fits);
    }
    assertThat(isPolicy("#".repeat(WitnessPolicy.MAX_CHARS - 12) + "\nquorum none")).isTrue();
    assertThat(isPolicy("#".repeat(WitnessPolicy.MAX_CHARS - 11) + "\nquorum none")).isFalse();
  }

  private static boolean isPolicy(String text) {
    try {
      return WitnessPolicy.parse(text).text().equals(text);
    } catch (FormatException e) {
      return false;
    }
  }

  private static String logLine(String name) {
    return "log " + new NoteKey(ORIGIN, witness(name).verifyingKey()).text() + "\n";
  }

  private static String many(int witnesses) {
    return IntStream.range(0, witnesses)
        .mapToObj(i -> "witness w" + i + " " + vkey("w" + i) + "\n")
        .collect(joining("", "", "quorum none\n"));
  }

  private boolean opens(WitnessPolicy policy, SignedNote note) {
    try {
      return policy.open(note.text(), log).equals(checkpoint);
    } catch (InvalidNoteException e) {
      return false;
    }
  }

  private SignedNote cosigned(String witnesses) {
    var note = SignedNote.parse(checkpoint.sign(logKey));
    for (String name : witnesses.isEmpty() ? new String[0] : witnesses.split(" ")) {
      note = note.with(Cosignature.sign(note.body(), name, NOON, witness(name)));
    }
    return note;
  }

  /// The log, five witnesses, and more lines.
  private String policy(String... lines) {
    var witnesses =
        Stream.of("x1", "x2", "x3", "y1", "y2").map(name -> "witness " + name + " " + vkey(name));
    return Stream.of(Stream.of("log " + log.text()), witnesses, Stream.of(lines))
        .flatMap(part -> part)
        .collect(joining("\n", "", "\n"));
  }

  private static String vkey(String name) {
    return new WitnessKey(name, witness(name).verifyingKey()).text();
  }

  private static SigningKey witness(String name) {
    return SigningKey.fromSeed(SeededRandom.bytes("witness " + name, 32));
  }
}
