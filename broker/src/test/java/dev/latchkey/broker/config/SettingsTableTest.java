package dev.latchkey.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
  @Test
  void everySettingIsThereWithItsDefaultAndItsMeaning() {
    var defaults =
        Settings.read(Map.of()).all().stream()
            .collect(Collectors.toMap(Setting::name, Setting::value));

    var rows = SettingsTable.rows();

    assertThat(rows.stream().collect(Collectors.toMap(it -> it.name(), it -> it.value())))
        .isEqualTo(defaults);
    assertThat(rows).noneMatch(row -> row.meaning().isBlank());
  }

  @Test
  void whatStandsAboveASectionIsNotTakenForASetting() {
    assertThat(SettingsTable.rows().getFirst().meaning()).startsWith("Where the broker listens");
  }
}
