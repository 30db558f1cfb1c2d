package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenProperties {
  private static final String TOKEN = new TokenSigner(() -> Tokens.KEYS).sign(Tokens.anInvite());

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyInviteComesBack(
      @ForAll @Size(16) byte[] invite,
      @ForAll @Size(20) byte[] session,
      @ForAll Role role,
      @ForAll @IntRange(max = 1_000_000) int age,
      @ForAll @IntRange(min = 1, max = 604_800) int lifetime) {
    var issuedAt = NOW.minusSeconds(age);
    var token =
        new InviteToken(
            Tokens.ISSUER,
            new InviteId(Base64Url.encode(invite)),
            new SessionId(Base64Url.encode(session)),
            role,
            issuedAt,
            issuedAt.plusSeconds(lifetime));

    var text = new TokenSigner(() -> Tokens.KEYS).sign(token);

    assertThat(Tokens.verifier().verifyInvite(text, issuedAt)).isEqualTo(token);
  }

  @Property
  void aFlippedBitAnywhereIsNoticed(
      @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(max = 6) int bit) {
    var changed = new StringBuilder(TOKEN);
    int at = place % TOKEN.length();
    changed.setCharAt(at, (char) (TOKEN.charAt(at) ^ 1 << bit));

    assertThat(isAccepted(changed.toString())).isFalse();
  }

  @Property
  void anyTextIsRefusedByTheOneException(@ForAll String text) {
    assertThat(isAccepted(text)).isFalse();
  }

  @Property
  void anyPayloadThatTheBrokerSignedIsRefusedByTheOneException(@ForAll String payload) {
    byte[] utf8 = ("{\"iss\":" + payload).getBytes(UTF_8);
    var text =
        CompactJws.sign("invite+jwt", Tokens.KEYS.kid(), utf8, Tokens.BROKER_KEY.signingKey());

    assertThat(isAccepted(text)).isFalse();
  }

  private static boolean isAccepted(String text) {
    try {
      Tokens.verifier().verifyInvite(text, NOW);
      return true;
    } catch (InvalidTokenException e) {
      return false;
    }
  }
}
