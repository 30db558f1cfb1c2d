package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.ledger.SampleLedger.Row;
import dev.latchkey.crypto.roster.SampleLogs;
import dev.latchkey.crypto.roster.SampleLogs.SampleLog;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// The export of a ledger, with checkpoints that a broker-wide log holds among those of other
/// sessions, and that log cosigned by a witness.
final class SampleExport {
  static final String ORIGIN = "https://broker.example";
  static final SigningKey WITNESS = key("witness");
  static final String POLICY =
      "witness w "
          + new WitnessKey("witness.example", WITNESS.verifyingKey()).text()
          + "\nquorum w\n";

  private static final long COSIGNED_AT = 1_796_000_600;

  private final SampleLog log;
  private final List<Row> rows;

  private SampleExport(SampleLog log, List<Row> rows) {
    this.log = log;
    this.rows = List.copyOf(rows);
  }

  static SampleExport people() {
    return of(SampleLogs.people(SampleExport::verified));
  }

  static SampleExport pair() {
    return of(SampleLogs.pair(SampleExport::verified));
  }

  static SampleExport of(SampleLog log) {
    return new SampleExport(log, SampleLedger.of(log));
  }

  SampleExport with(List<Row> otherRows) {
    return new SampleExport(log, otherRows);
  }

  SampleExport with(SampleLog otherLog) {
    return new SampleExport(otherLog, rows);
  }

  SampleLog log() {
    return log;
  }

  List<Row> rows() {
    return rows;
  }

  List<ExportLine> lines() {
    var lines = new ArrayList<>(head());
    lines.addAll(checkpoints());
    lines.addAll(logged());
    return lines;
  }

  /// All before the checkpoints.
  List<ExportLine> head() {
    var lines = new ArrayList<ExportLine>();
    lines.add(new ExportLine.Header(log.sid(), ORIGIN, logKey().text(), POLICY));
    for (int i = 0; i < log.entries().size(); i++) {
      lines.add(new ExportLine.Statement(i, log.entries().get(i)));
    }
    for (int i = 0; i < rows.size(); i++) {
      lines.add(line(i, rows.get(i)));
    }
    return lines;
  }

  static ExportLine.Entry line(long index, Row row) {
    return new ExportLine.Entry(
        index,
        row.entry().text(),
        row.salt().map(Bytes::toString).orElse(""),
        row.details().map(Details::text).orElse(""));
  }

  List<ExportLine> checkpoints() {
    return sizes().<ExportLine>mapToObj(size -> signed(checkpoint(size))).toList();
  }

  static ExportLine.SessionCheckpoint signed(Checkpoint checkpoint) {
    return new ExportLine.SessionCheckpoint(checkpoint.sign(SampleLogs.ledgerKey()));
  }

  Checkpoint checkpoint(long size) {
    var head = SampleLedger.checkpoint(rows.subList(0, (int) size));
    return new Checkpoint(Checkpoint.sessionOrigin(ORIGIN, log.sid()), size, head.root());
  }

  /// The checkpoint of the broker-wide log, and its entries that are of this session.
  List<ExportLine> logged() {
    var leaves = new ArrayList<Bytes>();
    var own = new ArrayList<Integer>();
    for (long size : sizes().toArray()) {
      leaves.add(Bytes.of(SeededRandom.bytes("entry of another session " + size, 90)));
      own.add(leaves.size());
      leaves.add(Bytes.of(checkpoint(size).body().getBytes(US_ASCII)));
    }
    var tree = TestTree.of(leaves.stream().map(Bytes::toByteArray).toList());
    var lines = new ArrayList<ExportLine>();
    lines.add(new ExportLine.LogCheckpoint(cosigned(tree)));
    for (int index : own) {
      lines.add(
          new ExportLine.Logged(
              leaves.get(index), index, MerkleTree.inclusionPath(tree, index, leaves.size())));
    }
    return lines;
  }

  private static String cosigned(TestTree tree) {
    var body =
        new Checkpoint(Checkpoint.logOrigin(ORIGIN), tree.size(), tree.root(tree.size())).body();
    var note = SignedNote.sign(body, Checkpoint.logOrigin(ORIGIN), List.of(SampleLogs.ledgerKey()));
    return SignedNote.parse(note)
        .with(Cosignature.sign(body, "witness.example", COSIGNED_AT, WITNESS))
        .text();
  }

  static NoteKey logKey() {
    return new NoteKey(Checkpoint.logOrigin(ORIGIN), SampleLogs.ledgerKey().verifyingKey());
  }

  /// Some in between, and the full size.
  private LongStream sizes() {
    return LongStream.concat(
        LongStream.iterate(3, size -> size < rows.size(), size -> size + 7),
        LongStream.of(rows.size()));
  }

  private static TreeHead verified(List<String> entries) {
    return SampleLedger.checkpoint(SampleLedger.of(SampleLog.of(entries)));
  }

  private static SigningKey key(String name) {
    return SigningKey.fromSeed(SeededRandom.bytes(name, SigningKey.SEED_SIZE));
  }
}
