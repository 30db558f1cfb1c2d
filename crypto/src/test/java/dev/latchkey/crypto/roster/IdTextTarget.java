package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;

/// An ID is the one spelling of its bytes.
public final class IdTextTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.texts("id-text", "text");
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    unlessRefused(FormatException.class, () -> new SessionId(text))
        .ifPresent(id -> assertThat(Base64Url.encode(id.raw())).isEqualTo(text));
    unlessRefused(FormatException.class, () -> new MemberId(text))
        .ifPresent(id -> assertThat(Base64Url.encode(id.raw())).isEqualTo(text));
    unlessRefused(FormatException.class, () -> new InviteId(text))
        .ifPresent(id -> assertThat(Base64Url.encode(id.raw())).isEqualTo(text));
    unlessRefused(FormatException.class, () -> InviteSecret.of(text))
        .ifPresent(secret -> assertThat(secret.text()).isEqualTo(text));
  }
}
