package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.ForgedToken.INVITE;
import static dev.latchkey.crypto.token.ForgedToken.json;
import static dev.latchkey.crypto.token.ForgedToken.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One key has one use: what it signs for that use is nothing anywhere else.
class KeyUseTest {
  @ParameterizedTest
  @EnumSource
  void aTokenIsNoStatement(ForgedToken kind) {
    var token = kind.genuine();

    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> StatementEntry.parse(token));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> StatementEntry.parse(token + "~" + token));
  }

  /// `join.pv` with `RAW_PROOF`: whatever a device states, in the very claims of a token.
  @ParameterizedTest
  @ValueSource(
      strings = {"genesis", "invite", "member", "join", "change", "revoke", "freeze", "compared"})
  void aStatementIsNoToken(String statement) {
    for (var kind : ForgedToken.values()) {
      var text = kind.signHeader(json(kind.headerWith("typ", quoted(statement))));
      kind.refuses("statements", Reason.TYPE, List.of(text));
    }
  }

  /// The ledger key is published beside the token keys, under its own ID.
  @Test
  void theLedgerKeySignsNoToken() {
    var ledger = Tokens.brokerKey("ledger");
    var claims = json(INVITE.claims()).getBytes(UTF_8);

    INVITE.refuses(
        "by the ledger key",
        Reason.UNKNOWN_KEY,
        List.of(
            CompactJws.sign(INVITE.typ(), ledger.publicHalf().kid(), claims, ledger.signingKey())));
    INVITE.refuses(
        "by the ledger key",
        Reason.SIGNATURE,
        List.of(CompactJws.sign(INVITE.typ(), Tokens.KEYS.kid(), claims, ledger.signingKey())));
  }

  @Test
  void aDeviceSignsNoTokenOfTheBroker() {
    var claims = json(INVITE.claims()).getBytes(UTF_8);
    var member = Tokens.MEMBER.value();

    INVITE.refuses(
        "by a device",
        Reason.UNKNOWN_KEY,
        List.of(CompactJws.sign(INVITE.typ(), member, claims, Tokens.DEVICE)));
  }
}
