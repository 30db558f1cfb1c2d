package dev.latchkey.broker.store.sqlite;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.Drafts;
import dev.latchkey.broker.store.sql.Sql;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sql.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir private Path directory;
  private SqliteDatabase database;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(directory);
  }

  @AfterEach
  void close() {
    threads.close();
    database.close();
  }

  @Test
  void writesThatWaitTogetherShareOneCommit() throws Exception {
    long before = database.writer().commits();

    var works = new ArrayList<Work<Integer>>();
    for (int i = 0; i < 100; i++) {
      String text = "row " + i;
      works.add(sql -> insert(sql, text));
    }
    var writes = inOneBatch(works);

    for (Future<Integer> write : writes) {
      assertThat(write.get()).isEqualTo(1);
    }
    assertThat(rows()).hasSize(100);
    long ofTheBusyWriter = 1;
    assertThat(database.writer().commits() - before - ofTheBusyWriter).isEqualTo(1);
  }

  @Test
  void nobodyLearnsOfAWriteBeforeItIsCommitted() throws Exception {
    var early = new ArrayList<Future<Integer>>();
    var seenByReader = new ArrayList<String>();
    var writes =
        inOneBatch(
            List.of(
                sql -> insert(sql, "first"),
                _ -> {
                  seenByReader.addAll(rows());
                  return early.getFirst().isDone() ? 1 : 0;
                }),
            early);

    assertThat(writes.get(1).get()).isEqualTo(0);
    assertThat(seenByReader).isEmpty();
    assertThat(rows()).containsExactly("first");
  }

  @Test
  void aWriteThatThrowsIsUndoneAlone() throws Exception {
    var writes =
        inOneBatch(
            List.of(
                sql -> insert(sql, "first"),
                sql -> {
                  insert(sql, "half");
                  throw new IllegalStateException("a bug");
                },
                sql -> {
                  insert(sql, "another half");
                  return sql.update("INSERT INTO no_such_table VALUES (1)");
                },
                sql -> insert(sql, "last")));

    assertThat(writes.get(0).get()).isEqualTo(1);
    assertFailed(writes.get(1));
    assertFailed(writes.get(2));
    assertThat(writes.get(3).get()).isEqualTo(1);
    assertThat(rows()).containsExactly("first", "last");
    assertThat(database.writable()).isTrue();
  }

  @Test
  void aWriteOfFramesThatThrowsIsUndoneAlone() throws Exception {
    new SqlSessions(database).create(aSession(SESSION));
    var channels = new SqlChannels(database);
    channels.write(SESSION, 0, frame(1, 1).toStore());

    var writes =
        queued(
            List.of(
                () -> channels.write(SESSION, 0, frame(1, 2).toStore()),
                () -> database.draft(SESSION, GroupCommitTest::writeAndThrow),
                () -> database.write(sql -> insert(sql, "row")),
                () -> channels.write(SESSION, 0, frame(3, 1).toStore())));

    assertThat(writes.get(0).get()).isEqualTo(new WriteResult.Stored(2));
    assertFailed(writes.get(1));
    assertThat(writes.get(2).get()).isEqualTo(1);
    assertThat(writes.get(3).get()).isEqualTo(new WriteResult.Stored(3));
    var page = channels.read(SESSION, 0, 0, 1_000_000).orElseThrow();
    assertThat(page.frames())
        .extracting(StoredFrame::frame)
        .containsExactly(frame(1, 1).bytes(), frame(1, 2).bytes(), frame(3, 1).bytes());
    assertThat(rows()).containsExactly("row");
    assertThat(database.writable()).isTrue();
  }

  private static WriteResult writeAndThrow(Sql sql, Drafts drafts) throws SQLException {
    var session = drafts.session(sql, SESSION).orElseThrow();
    var next = session.channel(sql, 0).after(OptionalLong.empty());
    drafts.add(sql, session, 0, frame(2, 1).toStore(), next, 1);
    throw new IllegalStateException("a bug");
  }

  @Test
  void aFailedCommitFailsAllItsWritesAndStopsTheWriter() throws Exception {
    write("acknowledged");

    var writes =
        inOneBatch(
            List.of(
                sql -> insert(sql, "before"),
                GroupCommitTest::breakTheCommit,
                sql -> insert(sql, "after")));

    for (Future<Integer> write : writes) {
      assertFailed(write);
    }
    assertThat(database.writable()).isFalse();
    assertThatThrownBy(() -> write("later")).isInstanceOf(StoreFailedException.class);
    assertThat(rows()).containsExactly("acknowledged");
  }

  @Test
  void aStoppedStoreWritesAgainOnceItIsOpenedAnew() {
    assertThatThrownBy(() -> database.write(GroupCommitTest::breakTheCommit))
        .isInstanceOf(StoreFailedException.class);
    database.close();
    database = SqliteDatabase.open(directory);

    assertThat(database.writable()).isTrue();
    write("row");
    assertThat(rows()).containsExactly("row");
  }

  @Test
  void aWriteThatAnotherProcessKeepsOutFailsWithoutStoppingTheWriter() throws Exception {
    database.write(sql -> sql.first(row -> row.getInt(1), "PRAGMA busy_timeout = 0"));
    try (Sql other = SqliteConnections.writer(directory.resolve(SqliteDatabase.FILE_NAME))) {
      other.update("BEGIN IMMEDIATE");

      assertThatThrownBy(() -> write("kept out")).isInstanceOf(StoreFailedException.class);

      other.update("ROLLBACK");
    }
    assertThat(database.writable()).isTrue();
    write("let in");
    assertThat(rows()).containsExactly("let in");
  }

  @Test
  void aFullDiskFailsTheWriteAndLosesNothing() {
    write("acknowledged");
    database.write(sql -> sql.first(row -> row.getInt(1), "PRAGMA max_page_count = 1"));

    assertThatThrownBy(() -> write("x".repeat(1_000_000))).isInstanceOf(StoreFailedException.class);

    assertThat(rows()).containsExactly("acknowledged");
    database.close();
    database = SqliteDatabase.open(directory);
    assertThat(rows()).containsExactly("acknowledged");
  }

  @Test
  void anInterruptedCallerStillLearnsWhatBecameOfItsWrite() throws Exception {
    var write =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              int changed = write("row");
              return Thread.interrupted() ? changed : -1;
            });

    assertThat(write.get()).isEqualTo(1);
    assertThat(rows()).containsExactly("row");
  }

  private List<Future<Integer>> inOneBatch(List<Work<Integer>> works) {
    return inOneBatch(works, new ArrayList<>());
  }

  /// Keeps the writer busy until all of the works wait, in this order.
  private List<Future<Integer>> inOneBatch(
      List<Work<Integer>> works, List<Future<Integer>> pending) {
    return queued(
        works.stream().<Callable<Integer>>map(work -> () -> database.write(work)).toList(),
        pending);
  }

  private List<Future<Object>> queued(List<Callable<Object>> writes) {
    return queued(writes, new ArrayList<>());
  }

  private <T> List<Future<T>> queued(List<Callable<T>> writes, List<Future<T>> pending) {
    var busy = new Semaphore(0);
    var free = new Semaphore(0);
    var _ =
        threads.submit(
            () ->
                database.write(
                    _ -> {
                      busy.release();
                      free.acquireUninterruptibly();
                      return 0;
                    }));
    busy.acquireUninterruptibly();
    for (Callable<T> write : writes) {
      pending.add(threads.submit(write));
      while (database.writer().waiting() < pending.size()) {
        Thread.onSpinWait();
      }
    }
    free.release();
    return pending;
  }

  private int write(String text) {
    return database.write(sql -> insert(sql, text));
  }

  private static int insert(Sql sql, String text) throws SQLException {
    return sql.update("INSERT INTO challenges (hash, expires_at) VALUES (?, 0)", text);
  }

  /// Leaves a row without its session, which the foreign keys only find at the commit.
  private static int breakTheCommit(Sql sql) throws SQLException {
    sql.update("PRAGMA defer_foreign_keys = ON");
    return sql.update(
        "INSERT INTO entries (session_id, position, entry, hash) VALUES (77, 0, 'orphan', x'00')");
  }

  private List<String> rows() {
    return database.read(sql -> sql.list(row -> row.getString(1), "SELECT hash FROM challenges"));
  }

  private static void assertFailed(Future<?> write) {
    assertThatThrownBy(write::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreFailedException.class);
  }
}
