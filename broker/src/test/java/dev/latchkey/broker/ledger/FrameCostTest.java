package dev.latchkey.broker.ledger;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.roster.SessionId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the ledger adds to a frame: nothing. Who wrote when stands in the frames themselves.
class FrameCostTest {
  private static final SessionId WITHOUT = sid(1);
  private static final SessionId WITH = sid(2);
  private static final int ENTRIES = 100_000;
  private static final int AT_ONCE = 500;
  private static final int FRAMES = 500;
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 40;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @TempDir private Path directory;
  private SqliteDatabase database;
  private SqlChannels channels;
  private SqlLedgers ledgers;
  private long counter;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(directory);
    channels = new SqlChannels(database);
    ledgers = new SqlLedgers(database);
    var sessions = new SqlSessions(database);
    sessions.create(aSession(WITHOUT));
    sessions.create(aSession(WITH));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void framesEnterNothing() {
    ledgers.append(WITH, NewEntries.at(START, Collections.nCopies(3, anObservation(1))));

    write(WITH, 20);

    assertThat(ledgers.size(WITH)).isEqualTo(3);
  }

  @Tag("scheduled")
  @Test
  void aLongLedgerAddsNothingToTheCpuOfAFrame() {
    var many = Collections.nCopies(AT_ONCE, anObservation(1));
    for (int size = 0; size < ENTRIES; size += AT_ONCE) {
      ledgers.append(WITH, NewEntries.at(START, many));
    }
    double without = 0;
    double with = 0;
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      double first = cost(WITHOUT);
      double second = cost(WITH);
      if (round >= WARM_UP) {
        without += first;
        with += second;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%.1f µs of CPU for a frame without entries, %.1f with %,d: %.3f (%,d frames each)%n",
        without / ROUNDS / FRAMES / 1_000,
        with / ROUNDS / FRAMES / 1_000,
        ENTRIES,
        with / without,
        ROUNDS * FRAMES);
    assertThat(with).isLessThan(without * 1.05);
  }

  /// ns of CPU of this process.
  private double cost(SessionId session) {
    long before = SYSTEM.getProcessCpuTime();
    write(session, FRAMES);
    return SYSTEM.getProcessCpuTime() - before;
  }

  private void write(SessionId session, int frames) {
    for (int i = 0; i < frames; i++) {
      counter++;
      assertThat(channels.write(session, 0, frame(1, counter).toStore()))
          .isInstanceOf(WriteResult.Stored.class);
    }
  }
}
