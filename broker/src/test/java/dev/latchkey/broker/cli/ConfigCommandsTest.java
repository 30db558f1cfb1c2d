package dev.latchkey.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandsTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("latchkey.root"), "docs", "settings.md");

  @TempDir Path folder;

  @Test
  void settingsThatTheBrokerTakesAreFine() {
    var answer = Invocation.of(Map.of(), "check-config", "--strict").require(0);

    assertThat(answer.out()).isEqualToIgnoringNewLines("the settings are fine");
    assertThat(Files.exists(Path.of("data"))).isFalse();
  }

  @Test
  void aSettingThatIsRefusedIsOneSentenceAndExitCodeThree() {
    var wrong = Map.of("LATCHKEY_SESSION_MAX_MEMBERS", "fifty");

    Invocation.of(wrong, "check-config").requireRefused(3, "session.max-members");

    var json = Invocation.of(wrong, "check-config", "--json").require(3).json();
    assertThat(json.get("ok").booleanValue()).isFalse();
    assertThat(json.get("errors").get(0).textValue()).contains("session.max-members");
  }

  @Test
  void anUnknownVariableIsAWarningAndWhenStrictAnError() {
    var unknown = Map.of("LATCHKEY_SERVICE_PORT", "tcp://10.0.0.1");

    var lenient = Invocation.of(unknown, "check-config").require(0);
    assertThat(lenient.err()).contains("LATCHKEY_SERVICE_PORT");

    Invocation.of(unknown, "check-config", "--strict").requireRefused(3, "LATCHKEY_SERVICE_PORT");
  }

  @Test
  void everySettingIsPrintedWithWhatGaveIt() throws IOException {
    var file = Files.writeString(folder.resolve("l.yaml"), "session:\n  max-members: 7\n");
    var secret = Files.writeString(folder.resolve("token"), "0123456789abcdef");
    var environment =
        Map.of(
            "LATCHKEY_CONFIG", file.toString(),
            "LATCHKEY_CREATION_TOKEN_FILE", secret.toString(),
            "LATCHKEY_PURGE_INTERVAL", "1h");

    var answer = Invocation.of(environment, "print-config", "--json").require(0);

    var settings =
        answer.jsonLines().stream()
            .collect(Collectors.toMap(it -> it.get("setting").textValue(), it -> it));
    assertRow(settings.get("session.max-members"), "7", "file", file.toString());
    assertRow(settings.get("purge-interval"), "1h", "variable", "LATCHKEY_PURGE_INTERVAL");
    assertRow(settings.get("session.idle-ttl"), "30d", "default", "");
    assertRow(settings.get("creation-token"), "***", "variable", "LATCHKEY_CREATION_TOKEN_FILE");
    assertThat(answer.out() + Invocation.of(environment, "print-config").out())
        .doesNotContain("0123456789abcdef");
  }

  @Test
  void thePasswordOfAStoreIsPrintedByNoCommand() {
    for (var address :
        new String[] {
          "postgres://app:s3cret@db/latchkey",
          "postgres://app:s3@cret:s3cret@db/latchkey",
          "postgres://db/latchkey?user=app&password=s3cret&sslmode=require",
          "postgres:/app:s3cret@db"
        }) {
      var environment = Map.of("LATCHKEY_STORE", address, "LATCHKEY_REDIS_URL", address);
      for (var command : new String[] {"print-config", "check-config", "sessions list"}) {
        var answer = Invocation.of(environment, command.split(" "));
        assertThat(answer.out() + answer.err()).doesNotContain("s3cret");
      }
    }
  }

  @Test
  void theDocumentIsWhatTheCommandPrints() throws IOException {
    var printed = Invocation.of(Map.of(), "config-doc").require(0).out();

    assertThat(Files.readString(DOCUMENT))
        .as(
            "write it anew: java -jar broker/target/latchkey-broker.jar config-doc > docs/settings.md")
        .isEqualTo(printed);
  }

  private static void assertRow(JsonNode row, String value, String source, String from) {
    assertThat(row.get("value").textValue()).isEqualTo(value);
    assertThat(row.get("source").textValue()).isEqualTo(source);
    assertThat(row.get("from").textValue()).isEqualTo(from);
  }
}
