package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.jws.SelfSignedJws;
import java.util.List;

/// Whatever a device signed, a DPoP proof that is accepted says what its own writing says again.
/// Input: the claims.
public final class DpopClaimsTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.outputs("dpop-proof", "text")
        .map(text -> SelfSignedJws.parse(text, 4_096).payload())
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    var text = SelfSignedJws.sign("dpop+jwt", input, Tokens.DEVICE);
    unlessRefused(InvalidTokenException.class, () -> DpopProof.verify(text))
        .ifPresent(
            proof -> assertThat(DpopProof.verify(proof.sign(Tokens.DEVICE))).isEqualTo(proof));
  }

  @Override
  public int mutants() {
    return 200;
  }
}
