package dev.latchkey.broker.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.ExportLine;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.roster.SessionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongFunction;

/// A ledger as of one moment, with all that is needed to check it offline, as lines of JSON.
/// FORMATS.md §11.3. Written page by page: however long the ledger is, little of it is in memory.
public final class LedgerExport {
  private static final int PAGE_CHARS = 262_144;
  private static final int PAGE_ENTRIES = 500;

  private final LedgerStore ledgers;
  private final SessionStore sessions;
  private final SessionId session;
  private final String origin;
  private final BrokerLog log;
  private final NoteKey logKey;
  private final String policy;
  private final long size;
  private final LongFunction<String> checkpoints;

  /// @param logKey under which a reader of this session looks at the log
  /// @param size of the ledger at that moment
  /// @param checkpoints signs that of any size up to it
  LedgerExport(
      LedgerStore ledgers,
      SessionStore sessions,
      SessionId session,
      BrokerLog log,
      NoteKey logKey,
      String policy,
      String origin,
      long size,
      LongFunction<String> checkpoints) {
    this.ledgers = ledgers;
    this.sessions = sessions;
    this.session = session;
    this.origin = origin;
    this.log = log;
    this.logKey = logKey;
    this.policy = policy;
    this.size = size;
    this.checkpoints = checkpoints;
  }

  /// What the file is called.
  public String name() {
    return "latchkey-ledger-" + session.value().substring(0, 6) + ".jsonl";
  }

  /// Writes all lines. Throws [NotFound] if the session goes meanwhile.
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes(new ExportLine.Header(session, origin, logKey.text(), policy)));
    writeStatements(out);
    writeEntries(out);
    writeCheckpoints(out);
  }

  /// That of this moment, and before it those of which the broker-wide log has a word.
  private void writeCheckpoints(OutputStream out) throws IOException {
    var logged = log.logged(session);
    var entries = logged.entries().stream().filter(it -> it.size() <= size).toList();
    for (var entry : entries) {
      if (entry.size() < size) {
        writeCheckpoint(out, entry.size());
      }
    }
    writeCheckpoint(out, size);
    if (!entries.isEmpty()) {
      out.write(bytes(new ExportLine.LogCheckpoint(logged.note())));
    }
    for (var entry : entries) {
      var hashes = log.inclusion(entry.index(), logged.logSize());
      out.write(bytes(new ExportLine.Logged(entry.text(), entry.index(), hashes)));
    }
  }

  private void writeCheckpoint(OutputStream out, long ofSize) throws IOException {
    out.write(bytes(new ExportLine.SessionCheckpoint(checkpoints.apply(ofSize))));
  }

  private void writeStatements(OutputStream out) throws IOException {
    int count = ledgers.statements(session, size);
    int position = 0;
    while (position < count) {
      var lines = new ByteArrayOutputStream();
      for (var entry : some(sessions.entries(session, position, PAGE_CHARS))) {
        if (position < count) {
          lines.writeBytes(bytes(new ExportLine.Statement(position, entry)));
          position++;
        }
      }
      lines.writeTo(out);
    }
  }

  private void writeEntries(OutputStream out) throws IOException {
    long index = 0;
    while (index < size) {
      var lines = new ByteArrayOutputStream();
      int most = (int) Math.min(PAGE_ENTRIES, size - index);
      for (var entry : some(ledgers.entries(session, index, most))) {
        var details = entry.details();
        lines.writeBytes(
            bytes(
                new ExportLine.Entry(
                    entry.index(),
                    entry.leaf(),
                    details.map(SaltedDetails::salt).map(Bytes::toString).orElse(""),
                    details.map(it -> it.details().text()).orElse(""))));
        index++;
      }
      lines.writeTo(out);
    }
  }

  private static <T> List<T> some(List<T> page) {
    if (page.isEmpty()) {
      throw new NotFound("the session is gone");
    }
    return page;
  }

  private static byte[] bytes(ExportLine line) {
    return (line.text() + "\n").getBytes(UTF_8);
  }
}
