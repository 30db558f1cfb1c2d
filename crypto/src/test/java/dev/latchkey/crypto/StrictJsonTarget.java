package dev.latchkey.crypto;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;
import java.util.Map;

/// What is read is what its own writing says again.
public final class StrictJsonTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.bytes("json", "utf8");
  }

  @Override
  public void accept(byte[] input) {
    unlessRefused(FormatException.class, () -> read(input))
        .ifPresent(members -> assertThat(read(StrictJson.write(members))).isEqualTo(members));
  }

  private static Map<String, ?> read(byte[] json) {
    return JsonVectors.plain(StrictJson.parse(json, StrictJson.MAX_DEPTH));
  }
}
