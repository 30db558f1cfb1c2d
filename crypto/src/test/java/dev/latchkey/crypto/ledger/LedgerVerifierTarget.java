package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.ledger.Verdict.Whole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Whatever the file is, there is a verdict about it; and whole is none but one with the entries
/// that were signed, as nobody here has the key.
public final class LedgerVerifierTarget implements FuzzTarget {
  private static final Set<List<String>> SIGNED =
      Seeds.inputs("ledger-export")
          .map(LedgerVerifierTarget::text)
          .filter(LedgerVerifierTarget::isWhole)
          .map(LedgerVerifierTarget::entries)
          .collect(Collectors.toSet());

  @Override
  public List<byte[]> seeds() {
    return Seeds.inputs("ledger-export").map(in -> text(in).getBytes(UTF_8)).toList();
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    if (isWhole(text)) {
      assertThat(SIGNED).contains(entries(text));
    }
  }

  @Override
  public int mutants() {
    return 200;
  }

  private static boolean isWhole(String text) {
    return LedgerVerifier.verify(text.lines().iterator(), Optional.empty()) instanceof Whole;
  }

  private static List<String> entries(String text) {
    return text.lines()
        .map(ExportLine::parse)
        .filter(ExportLine.Entry.class::isInstance)
        .map(line -> ((ExportLine.Entry) line).entry())
        .toList();
  }

  private static String text(JsonNode in) {
    return StreamSupport.stream(in.required("lines").spliterator(), false)
        .map(JsonNode::textValue)
        .collect(Collectors.joining("\n"));
  }
}
