package dev.latchkey.broker.store.sqlite;

import static dev.latchkey.broker.store.Samples.SESSION;

import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.store.FrameDraft;
import dev.latchkey.broker.store.Samples;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlSessions;
import java.nio.file.Path;

/// Writes frames without end and prints each sequence number and frame once it is acknowledged.
/// Made to be killed. Arguments: the directory of the store, and a number that no other run has.
final class CrashWriter {
  private static final int THREADS = 4;

  private CrashWriter() {}

  public static void main(String[] arguments) {
    var database = SqliteDatabase.open(Path.of(arguments[0]));
    new SqlSessions(database).create(Samples.aSession(SESSION));
    int firstInstance = Integer.parseInt(arguments[1]) * THREADS;
    for (int thread = 0; thread < THREADS; thread++) {
      int instance = firstInstance + thread;
      Thread.ofPlatform().start(() -> writeWithoutEnd(new SqlChannels(database), instance));
    }
  }

  private static void writeWithoutEnd(SqlChannels channels, int instance) {
    for (long counter = 1; ; counter++) {
      var frame = FrameDraft.frame(instance, counter).within(Long.MAX_VALUE / 2);
      switch (channels.write(SESSION, 0, frame.toStore())) {
        case WriteResult.Stored(long seq) -> acknowledge(seq + " " + frame.bytes());
        case WriteResult other -> throw new IllegalStateException("not stored: " + other);
      }
    }
  }

  private static synchronized void acknowledge(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
