package dev.latchkey.broker.store.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.broker.Signal;
import dev.latchkey.broker.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server in a process of its own: that of Debian's package, or whatever is on
/// the PATH. A test that wants one is skipped where there is none.
public final class PostgresServer implements AutoCloseable {
  private static final String ROLE = "latchkey";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresServer common;

  private final Path binaries;
  private final Path folder;
  private final List<String> options;
  private final int port;
  private Process process;

  private PostgresServer(Path binaries, Path folder, List<String> options) {
    this.binaries = binaries;
    this.folder = folder;
    this.options = options;
    this.port = freePort();
    this.process = start();
  }

  /// The one that tests share which do it no harm.
  public static synchronized PostgresServer common() {
    var known = common;
    if (known == null) {
      known = create();
      common = known;
      Runtime.getRuntime().addShutdownHook(new Thread(known::close));
    }
    return known;
  }

  /// A new one, without data.
  public static PostgresServer create() {
    return create(_ -> List.of());
  }

  /// One that also speaks TLS, by this certificate.
  public static PostgresServer withTls(TestCertificate certificate) {
    return create(
        folder ->
            List.of(
                "-c",
                "ssl=on",
                "-c",
                "ssl_cert_file=" + own(certificate.file(), folder),
                "-c",
                "ssl_key_file=" + own(certificate.keyFile(), folder)));
  }

  /// One that is reached from other networks of this machine, too: those of 10.0.0.0/8.
  public static PostgresServer onAllAddresses() {
    return create(
        folder -> {
          try {
            Files.writeString(
                folder.resolve("pg_hba.conf"),
                "host all all 10.0.0.0/8 trust\n",
                StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return List.of("-c", "listen_addresses=*");
        });
  }

  /// A copy that the server takes for its own.
  private static Path own(Path file, Path folder) {
    try {
      var copy = Files.copy(file, folder.resolve(file.getFileName()));
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
      giveAway(copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param options of the server in this folder
  private static PostgresServer create(Function<Path, List<String>> options) {
    var binaries = binaries();
    assumeTrue(
        binaries.isPresent(),
        "no PostgreSQL server: apt-get install postgresql, or put it on PATH");
    var folder = newFolder();
    run(
        binaries.get(),
        "initdb",
        "-A",
        "trust",
        "-U",
        ROLE,
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
        "-D",
        folder.toString());
    return new PostgresServer(binaries.get(), folder, options.apply(folder));
  }

  /// A copy of this one that follows it; this one acknowledges only what the copy has, too.
  public PostgresServer synchronousStandby() {
    var copy = newFolder();
    run(
        binaries,
        "pg_basebackup",
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
        "-D",
        copy.toString(),
        "-d",
        "host=127.0.0.1 port=%d user=%s application_name=standby".formatted(port, ROLE));
    var standby = new PostgresServer(binaries, copy, options);
    sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
    sql("SELECT pg_reload_conf()");
    await(() -> ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 1);
    return standby;
  }

  /// Lets a standby take writes.
  public void promote() {
    run(binaries, "pg_ctl", "promote", "-D", folder.toString());
  }

  /// The address of a new database on this server.
  public String newDatabase() {
    var name = "test" + DATABASES.incrementAndGet();
    sql("CREATE DATABASE " + name);
    return url(name);
  }

  public String url(String database) {
    return "postgres://%s@127.0.0.1:%d/%s".formatted(ROLE, port, database);
  }

  public int port() {
    return port;
  }

  public void sql(String statement) {
    try (var connection = connect();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The number that the query gives.
  public long ask(String query) {
    try (var connection = connect();
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s".formatted(port, ROLE));
  }

  /// As a machine that loses its power.
  public void kill() {
    var children = process.descendants().toList();
    process.toHandle().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().join());
    process.onExit().join();
  }

  /// It keeps its connections and says nothing more.
  public void pause() {
    send(Signal.STOP);
  }

  public void resume() {
    send(Signal.CONT);
  }

  private void send(Signal signal) {
    process.descendants().forEach(signal::send);
    signal.send(process.toHandle());
  }

  /// Starts it again after [#kill].
  public void restart() {
    process = start();
  }

  private Process start() {
    var arguments =
        new ArrayList<String>(
            List.of(
                "-D",
                folder.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                // What is tested is the death of processes, not of the system under them.
                "-c",
                "fsync=off"));
    arguments.addAll(options);
    var command = command(binaries, "postgres", arguments);
    try {
      var started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      await(this::answers);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (var _ = connect()) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    kill();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> binaries() {
    var folders = new ArrayList<Path>();
    try (var versions = Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
      versions.forEach(it -> folders.add(it.resolve("bin")));
    } catch (IOException e) {
      // Not Debian, or not installed.
    }
    for (var folder : System.getenv("PATH").split(":")) {
      folders.add(Path.of(folder));
    }
    return folders.stream()
        .filter(it -> Files.isExecutable(it.resolve("postgres")))
        .filter(it -> Files.isExecutable(it.resolve("pg_basebackup")))
        .findFirst();
  }

  private static Path newFolder() {
    try {
      var folder = Files.createTempDirectory("postgres");
      giveAway(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void giveAway(Path file) throws IOException {
    if (isRoot()) {
      var users = file.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(file, users.lookupPrincipalByName("postgres"));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(Path binaries, String program, String... arguments) {
    try {
      var process =
          new ProcessBuilder(command(binaries, program, List.of(arguments)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(program + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The server does not run as root.
  private static List<String> command(Path binaries, String program, List<String> arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long since = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - since > Duration.ofMinutes(1).toNanos()) {
        throw new IllegalStateException("the server does not get ready");
      }
      Thread.onSpinWait();
    }
  }
}
