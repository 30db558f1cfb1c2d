package dev.latchkey.crypto.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {
  @ParameterizedTest
  @CsvSource({"HOST, host", "EDITOR, editor", "VIEWER, viewer", "AUDITOR, auditor"})
  void hasOneNameOnTheWire(Role role, String wire) {
    assertThat(role.wire()).isEqualTo(wire);
    assertThat(Role.fromWire(wire)).isEqualTo(role);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HOST", "Host", " host", "host ", "owner", "hos", "hosts"})
  void otherNamesAreRefused(String wire) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> Role.fromWire(wire));
  }
}
