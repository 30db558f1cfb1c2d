package dev.latchkey.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A PostgreSQL with the settings that it comes with: what it has committed is on the disk.
final class Postgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String ROLE = "latchkey";
  private static final String DATABASE = "sessions";

  private final Path binaries;
  private final Path folder;
  private final int port = Folders.freePort();
  private final ServerProcess process;

  private Postgres(Path binaries) {
    this.binaries = binaries;
    this.folder = Folders.create();
    var data = folder.resolve("data");
    own(folder);
    run("initdb", "-A", "trust", "-U", ROLE, "-E", "UTF8", "--locale=C", "-D", data.toString());
    var command =
        command(
            "postgres",
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "unix_socket_directories=");
    this.process = ServerProcess.start(new Launch(command, Map.of(), folder), port);
    ask("postgres", "CREATE DATABASE " + DATABASE);
  }

  /// Empty where it is not installed.
  static Optional<Postgres> start() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (var versions = Files.list(VERSIONS)) {
      return versions
          .map(it -> it.resolve("bin"))
          .filter(it -> Files.isExecutable(it.resolve("psql")))
          .findFirst()
          .map(Postgres::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "postgres://%s@127.0.0.1:%d/%s".formatted(ROLE, port, DATABASE);
  }

  long bytes() {
    return Long.parseLong(ask(DATABASE, "SELECT pg_database_size('" + DATABASE + "')"));
  }

  long cpuMicros() {
    return process.cpuMicrosOfAll();
  }

  private String ask(String database, String query) {
    var url = "host=127.0.0.1 port=%d user=%s dbname=%s".formatted(port, ROLE, database);
    while (true) {
      var answer = output(command("psql", "-Atc", query, url));
      if (answer.isPresent()) {
        return answer.get();
      }
      // It takes connections a moment before it answers them.
      Thread.onSpinWait();
    }
  }

  private void run(String program, String... arguments) {
    if (output(command(program, arguments)).isEmpty()) {
      throw new IllegalStateException(program + " failed");
    }
  }

  private static Optional<String> output(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var text = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The server does not run as root.
  private List<String> command(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void own(Path folder) {
    if (isRoot()) {
      try {
        var users = folder.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(folder, users.lookupPrincipalByName("postgres"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Override
  public void close() {
    process.stop();
    Folders.delete(folder);
  }
}
