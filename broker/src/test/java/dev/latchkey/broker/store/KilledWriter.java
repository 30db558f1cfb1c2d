package dev.latchkey.broker.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.roster.SessionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that writes to a store and prints a line for everything that is acknowledged, until it
/// is killed; and what the store holds then.
///
/// @param main the class of the process; its first argument is the store
/// @param store a folder, or the address of a database
/// @param libraries where it unpacks its native library, which it cannot clean up
public record KilledWriter(Class<?> main, String store, Path libraries) {
  private static final int MAX_PAGE_BYTES = 1_000_000;

  /// Kills the process once it has printed that many lines, and returns all that it printed by
  /// then.
  public List<String> killAfter(int acknowledgements, String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file"),
                "-Dorg.sqlite.tmpdir=" + libraries,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                store));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var lines = new ArrayList<String>();
    try (BufferedReader reader = process.inputReader()) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (lines.size() == acknowledgements) {
          // By its handle: the process itself would close the stream with what is still in it.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(acknowledgements);
    return lines;
  }

  /// What the store has in channel 0 of the session.
  public List<StoredFrame> reopenAndRead(SessionId session) {
    try (var database = SqliteDatabase.open(Path.of(store))) {
      return read(new SqlChannels(database), session);
    }
  }

  /// All frames of channel 0.
  public static List<StoredFrame> read(ChannelStore channels, SessionId session) {
    var page = channels.read(session, 0, 0, MAX_PAGE_BYTES).orElseThrow();
    var frames = new ArrayList<>(page.frames());
    while (page.more()) {
      page = channels.read(session, 0, frames.size(), MAX_PAGE_BYTES).orElseThrow();
      frames.addAll(page.frames());
    }
    return frames;
  }
}
