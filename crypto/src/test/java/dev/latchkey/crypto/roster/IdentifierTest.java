package dev.latchkey.crypto.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
  private static final VerifyingKey HOST = key("host");
  private static final VerifyingKey OTHER = key("other");
  private static final Bytes SALT = Bytes.of(SeededRandom.bytes("salt", 16));

  /// `join.pv` with `DUP_SALT`: keys are made anew, so a salt drawn twice makes no session twice.
  @Test
  void sessionIdPinsTheHostKeyAndTheSalt() {
    SessionId session = SessionId.derive(HOST, SALT);

    assertThat(session).isEqualTo(SessionId.derive(HOST, SALT));
    assertThat(session).isNotEqualTo(SessionId.derive(OTHER, SALT));
    assertThat(session)
        .isNotEqualTo(SessionId.derive(HOST, Bytes.of(SeededRandom.bytes("other salt", 16))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17})
  void saltIs16Bytes(int size) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SessionId.derive(HOST, Bytes.of(new byte[size])));
  }

  @Test
  void oneKeyHasDifferentIdsAsMemberAndAsInvite() {
    assertThat(MemberId.of(HOST).value()).isNotEqualTo(InviteId.of(HOST).value());
    assertThat(MemberId.of(HOST)).isNotEqualTo(MemberId.of(OTHER));
    assertThat(InviteId.of(HOST)).isNotEqualTo(InviteId.of(OTHER));
  }

  @Test
  void textAndBytesStandForEachOther() {
    assertThat(SessionId.derive(HOST, SALT).value()).hasSize(27);
    assertThat(MemberId.of(HOST).value()).hasSize(22);
    assertThat(InviteId.of(HOST).value()).hasSize(22);
    assertThat(Base64Url.encode(SessionId.derive(HOST, SALT).raw()))
        .isEqualTo(SessionId.derive(HOST, SALT).value());
    assertThat(Base64Url.encode(MemberId.of(HOST).raw())).isEqualTo(MemberId.of(HOST).value());
    assertThat(Base64Url.encode(InviteId.of(HOST).raw())).isEqualTo(InviteId.of(HOST).value());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 19, 21})
  void sessionIdIs20Bytes(int size) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new SessionId(Base64Url.encode(new byte[size])));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 20})
  void memberAndInviteIdAre16Bytes(int size) {
    String text = Base64Url.encode(new byte[size]);

    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> new MemberId(text));
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> new InviteId(text));
  }

  @Test
  void secondSpellingsAreRefused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new SessionId("AAAAAAAAAAAAAAAAAAAAAAAAAAB"));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new MemberId("AAAAAAAAAAAAAAAAAAAAAB"));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new InviteId("AAAAAAAAAAAAAAAAAAAAAA="));
  }

  private static VerifyingKey key(String seed) {
    return SigningKey.fromSeed(SeededRandom.bytes(seed, 32)).verifyingKey();
  }
}
