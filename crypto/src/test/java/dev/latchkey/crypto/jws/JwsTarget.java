package dev.latchkey.crypto.jws;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.List;
import java.util.stream.Stream;

/// An accepted text is the one spelling of its three parts, and verifying it never throws.
public final class JwsTarget implements FuzzTarget {
  private static final int MAX_CHARS = 4_096;
  private static final VerifyingKey KEY =
      SigningKey.generate(new SeededRandom("signer")).verifyingKey();

  @Override
  public List<byte[]> seeds() {
    return Stream.of("jws", "token", "statement")
        .flatMap(kind -> Seeds.texts(kind, "text").stream())
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    unlessRefused(FormatException.class, () -> CompactJws.parse(text, MAX_CHARS))
        .ifPresent(
            jws -> {
              requireCanonical(text);
              assertThat(Base64Url.encode(jws.payload())).isEqualTo(jws.payloadText());
              assertThat(jws.verify(KEY)).isFalse();
            });
    unlessRefused(FormatException.class, () -> SelfSignedJws.parse(text, MAX_CHARS))
        .ifPresent(
            jws -> {
              requireCanonical(text);
              jws.verify();
            });
  }

  private static void requireCanonical(String text) {
    assertThat(text).hasSizeLessThanOrEqualTo(MAX_CHARS);
    assertThat(text.split("\\.", -1))
        .hasSize(3)
        .allSatisfy(part -> assertThat(Base64Url.encode(Base64Url.decode(part))).isEqualTo(part));
  }
}
