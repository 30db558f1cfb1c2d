package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;

/// A link that is accepted has the fragment that its own writing has, and nothing is read out of
/// any other.
public final class LinkTarget implements FuzzTarget {
  private static final String APP = "https://app.example/";

  @Override
  public List<byte[]> seeds() {
    return Seeds.texts("link", "text");
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    unlessRefused(InvalidLinkException.class, () -> InviteLink.parse(text))
        .ifPresent(
            link -> {
              var written = link.format(APP);
              assertThat(text).contains(written.substring(APP.length()));
              assertThat(InviteLink.parse(written)).isEqualTo(link);
            });
  }
}
