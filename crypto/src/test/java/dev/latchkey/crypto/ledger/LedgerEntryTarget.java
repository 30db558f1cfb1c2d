package dev.latchkey.crypto.ledger;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;
import java.util.stream.Stream;

/// What is read as an entry, or as details, is written as the same text, character for character.
public final class LedgerEntryTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Stream.of("ledger-entry", "ledger-details")
        .flatMap(kind -> Seeds.texts(kind, "text").stream())
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    unlessRefused(FormatException.class, () -> LedgerEntry.parse(text))
        .ifPresent(entry -> assertThat(entry.text()).isEqualTo(text));
    unlessRefused(FormatException.class, () -> Details.parse(text))
        .ifPresent(details -> assertThat(details.text()).isEqualTo(text));
  }
}
