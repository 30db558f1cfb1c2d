package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static dev.latchkey.crypto.token.Tokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.fuzz.Choice;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.jws.CompactJws;
import java.util.List;

/// Whatever the broker's key signed, a token that is accepted says what its own writing says again.
/// Input: the kind, then the claims.
public final class TokenClaimsTarget implements FuzzTarget {
  private static final TokenVerifier VERIFIER = Tokens.verifier();
  private static final TokenSigner SIGNER = new TokenSigner(() -> Tokens.KEYS);

  @Override
  public List<byte[]> seeds() {
    return List.of(
        Choice.seed(TokenKind.INVITE.ordinal(), StrictJson.write(Tokens.inviteClaims())),
        Choice.seed(TokenKind.ACCESS.ordinal(), StrictJson.write(Tokens.accessClaims())));
  }

  @Override
  public void accept(byte[] input) {
    Choice.of(input, List.of(TokenKind.values()))
        .ifPresent(choice -> accept(choice.chosen(), choice.rest()));
  }

  private static void accept(TokenKind kind, byte[] claims) {
    var text =
        CompactJws.sign(kind.typ(), Tokens.KEYS.kid(), claims, Tokens.BROKER_KEY.signingKey());
    switch (kind) {
      case INVITE ->
          unlessRefused(InvalidTokenException.class, () -> VERIFIER.verifyInvite(text, NOW))
              .ifPresent(
                  token ->
                      assertThat(VERIFIER.verifyInvite(SIGNER.sign(token), NOW)).isEqualTo(token));
      case ACCESS ->
          unlessRefused(InvalidTokenException.class, () -> VERIFIER.verifyAccess(text, NOW))
              .ifPresent(
                  token ->
                      assertThat(VERIFIER.verifyAccess(SIGNER.sign(token), NOW)).isEqualTo(token));
    }
  }

  @Override
  public int mutants() {
    return 200;
  }
}
