package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static dev.latchkey.crypto.token.Tokens.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No text but the ones that were signed is accepted as a token or proof.
public final class TokenTarget implements FuzzTarget {
  private static final Set<String> SIGNED =
      Stream.concat(
              Seeds.texts("token", "text").stream().map(text -> new String(text, UTF_8)),
              Stream.of(new TokenSigner(() -> Tokens.KEYS).sign(Tokens.anAccess())))
          .collect(Collectors.toSet());

  @Override
  public List<byte[]> seeds() {
    return SIGNED.stream().map(text -> text.getBytes(UTF_8)).toList();
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    Stream.of(
            read(() -> Tokens.verifier().verifyInvite(text, NOW)),
            read(() -> Tokens.verifier().verifyAccess(text, NOW)),
            read(() -> RefreshProof.verify(text, _ -> Optional.of(Tokens.DEVICE.verifyingKey()))),
            read(() -> DpopProof.verify(text)))
        .flatMap(Optional::stream)
        .forEach(token -> assertThat(SIGNED).as("%s", token).contains(text));
  }

  private static Optional<?> read(Supplier<?> verifier) {
    return unlessRefused(InvalidTokenException.class, verifier::get);
  }
}
