package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.jws.CompactJws;
import java.util.List;
import java.util.Optional;

/// Whatever a device signed, a refresh proof that is accepted says what its own writing says again.
/// Input: the claims.
public final class RefreshClaimsTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.outputs("refresh-proof", "text")
        .map(text -> CompactJws.parse(text, 4_096).payload())
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    var text = CompactJws.sign("refresh+jwt", Tokens.MEMBER.value(), input, Tokens.DEVICE);
    unlessRefused(InvalidTokenException.class, () -> verify(text))
        .ifPresent(proof -> assertThat(verify(proof.sign(Tokens.DEVICE))).isEqualTo(proof));
  }

  private static RefreshProof verify(String text) {
    return RefreshProof.verify(text, _ -> Optional.of(Tokens.DEVICE.verifyingKey()));
  }

  @Override
  public int mutants() {
    return 200;
  }
}
