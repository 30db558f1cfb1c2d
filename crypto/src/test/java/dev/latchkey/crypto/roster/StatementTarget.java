package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;

/// An entry keeps its text, and is refused as the first one of a log by its rule or taken.
public final class StatementTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.texts("statement", "text");
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    unlessRefused(FormatException.class, () -> StatementEntry.parse(text))
        .ifPresent(
            entry -> {
              assertThat(entry.text()).isEqualTo(text);
              var empty = Roster.begin(entry.statement().sid());
              unlessRefused(StatementException.class, () -> empty.apply(entry));
            });
  }
}
