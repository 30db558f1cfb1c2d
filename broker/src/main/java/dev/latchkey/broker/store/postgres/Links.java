package dev.latchkey.broker.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.config.HostPort;
import dev.latchkey.broker.config.PostgresAddress;
import dev.latchkey.broker.store.sql.Sql;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Collectors;

/// Opens connections to the one server of the cluster that takes writes. Neither side waits for
/// the other without end: a server that is silent is given up, and it gives up a broker that has
/// stopped in the middle of a transaction, with its locks.
final class Links {
  private static final int CONNECT_SECONDS = 2;
  private static final int SILENCE_SECONDS = 5;
  private static final String BOUNDS =
      """
      SET lock_timeout = '4s';
      SET idle_in_transaction_session_timeout = '3s'
      """;

  private final String url;
  private final Properties properties = new Properties();

  Links(PostgresAddress address) {
    url =
        "jdbc:postgresql://%s/%s"
            .formatted(
                address.hosts().stream().map(HostPort::toString).collect(Collectors.joining(",")),
                URLEncoder.encode(address.database(), UTF_8));
    properties.setProperty("user", address.user());
    address.password().ifPresent(it -> properties.setProperty("password", text(it.expose())));
    properties.setProperty("sslmode", address.tls().word());
    address
        .rootCertificate()
        .ifPresentOrElse(
            it -> properties.setProperty("sslrootcert", it.toString()), this::trustWhomJavaDoes);
    properties.setProperty("targetServerType", "primary");
    // Which one that is may change at any moment.
    properties.setProperty("hostRecheckSeconds", "0");
    properties.setProperty("ApplicationName", "latchkey");
    properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", String.valueOf(SILENCE_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    // Readers of pages stop early; a result is not fetched whole for them.
    properties.setProperty("defaultRowFetchSize", "64");
  }

  private void trustWhomJavaDoes() {
    if (properties.getProperty("sslmode").equals("verify-full")) {
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /// A connection whose rows are locked by being read for a write.
  Link writer() throws SQLException {
    var connection = open();
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      return new Link(connection, new Sql(connection, " FOR NO KEY UPDATE"));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// A connection each of whose transactions reads one committed state.
  Link reader() throws SQLException {
    var connection = open();
    try {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      return new Link(connection, new Sql(connection, ""));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// A connection that may be silent, and wait for others, for as long as a change of tables takes.
  Link migrator() throws SQLException {
    var link = writer();
    link.connection().setNetworkTimeout(Runnable::run, 0);
    link.sql().script("SET lock_timeout = 0");
    return link;
  }

  private Connection open() throws SQLException {
    var connection = DriverManager.getConnection(url, properties);
    try (var statement = connection.createStatement()) {
      statement.execute(BOUNDS);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
