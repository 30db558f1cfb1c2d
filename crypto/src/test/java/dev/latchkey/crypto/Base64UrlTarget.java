package dev.latchkey.crypto;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;

/// Two texts never stand for the same bytes.
public final class Base64UrlTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.texts("base64url", "text");
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    unlessRefused(FormatException.class, () -> Base64Url.decode(text))
        .ifPresent(bytes -> assertThat(Base64Url.encode(bytes)).isEqualTo(text));
  }
}
