package dev.latchkey.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatchkeyCommandTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("latchkey.root"), "crypto", "vectors", "ledger-export");
  private static final String WITNESS = "witness w ";
  private static final JsonMapper JSON = new JsonMapper();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicInteger started = new AtomicInteger();
  private boolean forOthers;

  @TempDir Path folder;

  @Test
  void serveStartsTheBroker() {
    assertThat(execute("serve")).isZero();

    assertThat(started).hasValue(1);
    assertThat(forOthers).isFalse();
    assertThat(execute("serve", "--lan")).isZero();
    assertThat(forOthers).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"server", "--data-dir=x", "serve now", "ledger", "ledger forge", "ledger verify"})
  void anUnknownCommandIsOneSentenceAndExitCodeTwo(String command) {
    assertThat(execute(command.split(" "))).isEqualTo(2);

    assertThat(err.toString()).startsWith("latchkey: ");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
    assertThat(started).hasValue(0);
  }

  @Test
  void helpSaysWhatThereIs() {
    assertThat(execute("--help")).isZero();
    assertThat(execute("ledger", "verify", "--help")).isZero();

    assertThat(out.toString()).contains("serve", "ledger", "--policy", "--json");
    assertThat(started).hasValue(0);
  }

  @Test
  void aWholeLedgerIsVerifiedUpToItsLastEntry() throws IOException {
    var file = export("people");

    assertThat(execute("ledger", "verify", file)).isZero();

    long last = vector("people").at("/out/entries").longValue() - 1;
    assertThat(out.toString())
        .startsWith("verified up to #" + last + " (")
        .contains("in the broker-wide log up to #" + last, "cosigned by witnesses")
        .endsWith(System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aLedgerThatNoLogHasSeenSaysSo() throws IOException {
    assertThat(execute("ledger", "verify", export("without-log"))).isZero();

    assertThat(out.toString()).contains("not in the broker-wide log yet", "not cosigned");
  }

  @Test
  void theFirstWrongEntryIsNamedWithTheReason() throws IOException {
    assertThat(execute("ledger", "verify", export("time"))).isEqualTo(1);

    assertThat(out.toString())
        .startsWith("broken at #6: it is older than the entry before it (time)");
  }

  @Test
  void aVerdictAboutNoEntryNamesNone() throws IOException {
    assertThat(execute("ledger", "verify", export("foreign-session"))).isEqualTo(1);

    assertThat(out.toString()).startsWith("broken: statement 0 ").contains("(statement)");
  }

  @Test
  void aProgramGetsTheVerdictAsJson() throws IOException {
    assertThat(execute("ledger", "verify", "--json", export("time"))).isEqualTo(1);
    assertThat(execute("ledger", "verify", "--json", export("pair"))).isZero();

    var answers = out.toString().lines().toList();
    assertThat(answers).hasSize(2);
    var broken = JSON.readTree(answers.getFirst());
    assertThat(broken.required("ok").booleanValue()).isFalse();
    assertThat(broken.required("brokenAt").intValue()).isEqualTo(6);
    assertThat(broken.required("code").textValue()).isEqualTo("time");
    var whole = JSON.readTree(answers.getLast());
    assertThat(whole.required("ok").booleanValue()).isTrue();
    assertThat(whole.required("cosigned").booleanValue()).isTrue();
  }

  @Test
  void thePolicyOfTheReaderIsDemanded() throws IOException {
    var policy = file("policy", vector("cosigned").at("/in/policy").textValue());

    assertThat(execute("ledger", "verify", "--policy", policy, export("pair"))).isZero();
    assertThat(execute("ledger", "verify", "--policy", policy, export("without-log"))).isEqualTo(1);

    assertThat(out.toString()).contains("(policy)");
  }

  @Test
  void aFileThatCannotBeReadIsWrongUse() throws IOException {
    var missing = folder.resolve("missing").toString();
    var noPolicy = file("policy", WITNESS);

    assertThat(execute("ledger", "verify", missing)).isEqualTo(2);
    assertThat(execute("ledger", "verify", folder.toString())).isEqualTo(2);
    assertThat(execute("ledger", "verify", "--policy", noPolicy, export("pair"))).isEqualTo(2);

    assertThat(err.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("latchkey: "))
        .anyMatch(line -> line.endsWith("cannot read " + missing))
        .anyMatch(line -> line.contains("is no witness policy"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aLineWithoutEndIsMalformedAndFillsNoMemory() throws IOException {
    var file = file("long", "{\"kind\":\"" + "a".repeat(1 << 20));

    assertThat(execute("ledger", "verify", file)).isEqualTo(1);

    assertThat(out.toString()).contains("(malformed)");
  }

  private int execute(String... arguments) {
    return LatchkeyCommand.execute(this::start, shell(), arguments);
  }

  private int start(boolean lan) {
    started.incrementAndGet();
    forOthers |= lan;
    return 0;
  }

  private Shell shell() {
    return new Shell(
        Map.of(),
        InstantSource.system(),
        new SecureRandom(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private String export(String name) throws IOException {
    return file(
        name,
        StreamSupport.stream(vector(name).at("/in/lines").spliterator(), false)
            .map(line -> line.textValue() + "\n")
            .collect(Collectors.joining()));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".jsonl"), text).toString();
  }

  private static JsonNode vector(String name) throws IOException {
    return JSON.readTree(VECTORS.resolve(name + ".json").toFile());
  }
}
