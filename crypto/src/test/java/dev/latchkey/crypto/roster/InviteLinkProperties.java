package dev.latchkey.crypto.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.SeededRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InviteLinkProperties {
  private static final String APP = "https://app.example/";
  private static final SessionId SESSION =
      new SessionId(Base64Url.encode(SeededRandom.bytes("session", 20)));

  @Property
  void everySecretIsReadBack(@ForAll String seed) {
    var link = new InviteLink(SESSION, InviteSecret.random(new SeededRandom(seed)));

    assertThat(InviteLink.parse(link.format(APP))).isEqualTo(link);
  }

  @Property
  void anyTextIsALinkOrHasACode(@ForAll("nearlyLinks") String text) {
    try {
      assertThat(text).contains(InviteLink.parse(text).format(""));
    } catch (InvalidLinkException e) {
      assertThat(e).hasMessage(e.code().wire()).hasNoCause();
    }
  }

  @Provide
  Arbitrary<String> nearlyLinks() {
    var valid =
        new InviteLink(SESSION, InviteSecret.random(new SeededRandom("secret"))).format(APP);
    var part = Arbitraries.strings().withChars("#1.%23<> \n").ofMaxLength(5);
    var spliced =
        Arbitraries.integers()
            .between(0, valid.length())
            .flatMap(at -> part.map(x -> valid.substring(0, at) + x + valid.substring(at)));
    return Arbitraries.oneOf(Arbitraries.strings(), spliced);
  }
}
