package dev.latchkey.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
  private static PostgresAddress parse(String text) {
    return PostgresAddress.parse("store", text);
  }

  @Test
  void anAddressNamesHostsDatabaseUserAndPassword() {
    var address = parse("postgres://ana%40x:a%3Ab+c%2F@db1,[::1]:6000,db3:5433/the%20sessions");

    assertThat(address.hosts())
        .containsExactly(
            new HostPort("db1", 5432), new HostPort("::1", 6000), new HostPort("db3", 5433));
    assertThat(address.database()).isEqualTo("the sessions");
    assertThat(address.user()).isEqualTo("ana@x");
    assertThat(address.password().orElseThrow().expose()).isEqualTo("a:b+c/".getBytes(UTF_8));
    assertThat(parse("postgresql://ana@db/x").password()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://u@localhost/x, DISABLE",
    "'postgres://u@127.0.0.1,[::1]:7/x', DISABLE",
    "'postgres://u@localhost,db/x', VERIFY_FULL",
    "postgres://u@db/x, VERIFY_FULL",
    "postgres://u@localhost.example/x, VERIFY_FULL",
    "postgres://u@db/x?sslmode=disable, DISABLE",
    "postgres://u@db/x?sslmode=require, REQUIRE",
    "postgres://u@localhost/x?sslmode=verify-full, VERIFY_FULL"
  })
  void whatLeavesTheMachineIsProtectedUnlessSaidOtherwise(String text, PostgresAddress.Tls tls) {
    assertThat(parse(text).tls()).isEqualTo(tls);
  }

  @Test
  void aRootCertificateIsAFileThatCanBeRead(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("root.pem"), "");

    assertThat(parse("postgres://u@db/x?sslrootcert=" + file).rootCertificate()).contains(file);
    assertThatThrownBy(() -> parse("postgres://u@db/x?sslrootcert=" + folder.resolve("no")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("sslrootcert");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://",
        "postgres://db",
        "postgres://db/x",
        "postgres://u:hunter2@db",
        "postgres://u:hunter2@db/",
        "postgres://u:hunter2@/x",
        "postgres://u:hunter2@db:99999/x",
        "postgres://u:hunter2@db,/x",
        "postgres://u:hunter2/@db/x",
        "postgres://u:hunter2?@db/x",
        "postgres://u:hunter2:@db/x",
        "postgres://u:hunter2@%zz@db/x",
        "postgres://u:%zz@db/x",
        "postgres://u:a@db/x?hunter2=1",
        "postgres://u:a@db/x?sslmode=hunter2",
        "postgres://u:a@db/x?sslmode=require&sslmode=disable",
        "postgres://u:a@db/x?sslmode"
      })
  void anAddressThatCannotBeMeantIsRefusedWithoutAWordOfThePassword(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith("store: want ")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void thePasswordIsNotInItsText() {
    var address = parse("postgres://ana:hunter2@db1,db2:6000/sessions");

    assertThat(address).hasToString("PostgreSQL at db1:5432,db2:6000/sessions");
    assertThat(new StoreChoice.Postgres(address).toString()).doesNotContain("hunter2", "ana");
  }
}
