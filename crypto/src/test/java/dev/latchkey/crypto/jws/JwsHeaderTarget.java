package dev.latchkey.crypto.jws;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.stream.Stream;

/// A header that our parser takes is one that the library behind it takes, too: what its key signed
/// under it verifies. Input: the header's JSON.
public final class JwsHeaderTarget implements FuzzTarget {
  private static final int MAX_CHARS = 4_096;
  private static final byte[] PAYLOAD = "{}".getBytes(US_ASCII);
  private static final SigningKey KEY = SigningKey.generate(new SeededRandom("signer"));

  @Override
  public List<byte[]> seeds() {
    var ours = SelfSignedJws.sign("dpop+jwt", PAYLOAD, KEY);
    return Stream.concat(
            Stream.of(ours),
            Seeds.texts("jws", "text").stream().map(text -> new String(text, UTF_8)))
        .map(text -> text.substring(0, Math.max(0, text.indexOf('.'))))
        .flatMap(JwsHeaderTarget::decoded)
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    var text = ForgedJws.signParts(Base64Url.encode(input), Base64Url.encode(PAYLOAD), KEY);
    unlessRefused(FormatException.class, () -> CompactJws.parse(text, MAX_CHARS))
        .ifPresent(jws -> assertThat(jws.verify(KEY.verifyingKey())).isTrue());
    unlessRefused(FormatException.class, () -> SelfSignedJws.parse(text, MAX_CHARS))
        .ifPresent(jws -> assertThat(jws.verify()).isEqualTo(jws.key().equals(KEY.verifyingKey())));
  }

  @Override
  public int mutants() {
    return 300;
  }

  private static Stream<byte[]> decoded(String part) {
    return unlessRefused(FormatException.class, () -> Base64Url.decode(part)).stream();
  }
}
