package dev.latchkey.broker.store.postgres;

import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.TestCertificate;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.SqlSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The way to the database through TLS, at a real server with a certificate for 127.0.0.1.
@Timeout(60)
class PostgresTlsTest {
  @TempDir private static Path folder;
  private static TestCertificate certificate;
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    certificate = TestCertificate.in(folder);
    server = PostgresServer.withTls(certificate);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String url(String parameters) {
    return server.newDatabase() + "?" + parameters;
  }

  private static long encrypted() {
    return server.ask(
        "SELECT count(*) FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)"
            + " WHERE application_name = 'latchkey' AND ssl");
  }

  @Test
  void aServerThatIsVouchedForIsUsedEncrypted() {
    var trusting = url("sslmode=verify-full&sslrootcert=" + certificate.file());

    try (var database = TestDatabase.open(trusting)) {
      new SqlSessions(database).create(aSession(SESSION));

      assertThat(new SqlSessions(database).find(SESSION)).isPresent();
      assertThat(encrypted()).isPositive();
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsRefused() throws IOException {
    var other = TestCertificate.in(Files.createDirectory(folder.resolve("other")));

    assertRefused(url("sslmode=verify-full&sslrootcert=" + other.file()));
    assertRefused(url("sslmode=verify-full"));
  }

  @Test
  void aServerOfAnotherNameIsRefused() throws IOException {
    var elsewhere = url("sslmode=verify-full&sslrootcert=" + certificate.file());

    assertRefused(elsewhere.replace("127.0.0.1", "127.0.0.2"));
  }

  @Test
  void withoutAskingWhoItIsItIsEncryptedAllTheSame() {
    try (var database = TestDatabase.open(url("sslmode=require"))) {
      assertThat(new SqlSessions(database).find(SESSION)).isEmpty();
      assertThat(encrypted()).isPositive();
    }
  }

  private static void assertRefused(String url) {
    assertThatThrownBy(() -> TestDatabase.open(url))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("cannot open the store");
  }
}
