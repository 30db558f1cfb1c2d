package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Lies.Lie;
import dev.latchkey.crypto.ledger.SampleLedger.Row;
import dev.latchkey.crypto.ledger.Verdict.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Some of the [Lies] about one export, and the means to tell them.
abstract class LieDrafts {
  static final int CONFIRMED = 2;
  static final int INVITED = 3;
  static final int OPENED = 4;
  static final int REFUSED = 5;
  static final int LOCKED = 6;
  static final int JOINED = 7;
  static final int CONNECTED = 8;
  static final int ROLE = 9;
  static final int EPOCH = 10;
  static final Bytes STATEMENT = EntryVectors.STATEMENT;
  static final String STRANGER = EntryVectors.OTHER;

  final SampleExport export;
  final int last;
  private final List<Lie> lies = new ArrayList<>();

  LieDrafts(SampleExport export) {
    this.export = export;
    this.last = export.rows().size() - 1;
  }

  abstract void tell();

  List<Lie> told() {
    tell();
    return List.copyOf(lies);
  }

  // What can be done to a file.

  void file(String name, String why, Code code, OptionalLong index, Consumer<List<Object>> change) {
    add(name, why, code, index, change, false);
  }

  void demanding(String name, String why, Consumer<List<Object>> change) {
    add(name, why, Code.POLICY, none(), change, true);
  }

  private void add(
      String name,
      String why,
      Code code,
      OptionalLong index,
      Consumer<List<Object>> change,
      boolean demanding) {
    var lines = new ArrayList<Object>(export.lines());
    change.accept(lines);
    lies.add(new Lie(name, why, code, index, texts(lines), demanding));
  }

  private static List<String> texts(List<?> lines) {
    return lines.stream()
        .map(line -> line instanceof ExportLine known ? known.text() : line.toString())
        .toList();
  }

  static Consumer<List<Object>> edit(int line, UnaryOperator<String> change) {
    return lines -> {
      var text = ((ExportLine) lines.get(line)).text();
      var other = change.apply(text);
      if (other.equals(text)) {
        throw new IllegalStateException("nothing to edit: " + text);
      }
      lines.set(line, other);
    };
  }

  static Consumer<List<Object>> logged(int line, UnaryOperator<ExportLine.Logged> change) {
    return lines -> lines.set(line, change.apply((ExportLine.Logged) lines.get(line)));
  }

  static Consumer<List<Object>> cut(int line) {
    return lines -> lines.subList(line, lines.size()).clear();
  }

  static void replace(List<Object> lines, int line, Object other) {
    lines.set(line, other);
  }

  Object header(String member, String part, String other) {
    var text = export.lines().getFirst().text();
    int at = text.indexOf("\"" + member + "\":");
    var edited =
        text.substring(0, at)
            + text.substring(at).replaceFirst(Pattern.quote(part), other.replace("\\", "\\\\"));
    if (edited.equals(text)) {
      throw new IllegalStateException("nothing to edit: " + member);
    }
    return edited;
  }

  static UnaryOperator<String> half() {
    return text -> text.substring(0, text.length() / 2);
  }

  int entryLine(int index) {
    return 1 + export.log().entries().size() + index;
  }

  int checkpointLine(int number) {
    return entryLine(last + 1) + number;
  }

  int logLine() {
    return checkpointLine(export.checkpoints().size());
  }

  String note(int line) {
    var named = export.lines().get(line);
    return named instanceof ExportLine.LogCheckpoint(String note)
        ? note
        : ((ExportLine.SessionCheckpoint) named).note();
  }

  ExportLine beside(String salt, String details) {
    return new ExportLine.Entry(JOINED, export.rows().get(JOINED).entry().text(), salt, details);
  }

  String salt(int index) {
    return export.rows().get(index).salt().orElseThrow().toString();
  }

  String text(int index) {
    return export.rows().get(index).details().orElseThrow().text();
  }

  // What can be done to entries.

  void resigned(
      String name, String why, Code code, OptionalLong index, Consumer<List<Row>> change) {
    var changed = changed(change);
    var lines = Stream.concat(changed.head().stream(), changed.checkpoints().stream()).toList();
    lies.add(new Lie(name, why, code, index, texts(lines), false));
  }

  void unsigned(
      String name, String why, Code code, OptionalLong index, Consumer<List<Row>> change) {
    var changed = changed(change);
    var lines = Stream.concat(changed.head().stream(), export.checkpoints().stream()).toList();
    lies.add(new Lie(name, why, code, index, texts(lines), false));
  }

  SampleExport changed(Consumer<List<Row>> change) {
    var rows = new ArrayList<>(export.rows());
    change.accept(rows);
    return export.with(rows);
  }

  static Consumer<List<Row>> drop(int index) {
    return rows -> rows.remove(index);
  }

  static Consumer<List<Row>> edit(UnaryOperator<LedgerEntry> change, int index) {
    return rows -> rows.set(index, changed(rows.get(index), change));
  }

  static Row changed(Row row, UnaryOperator<LedgerEntry> change) {
    return new Row(change.apply(row.entry()), row.salt(), row.details());
  }

  static Optional<Bytes> statement() {
    return Optional.of(STATEMENT);
  }

  static OptionalLong at(int index) {
    return OptionalLong.of(index);
  }

  static OptionalLong none() {
    return OptionalLong.empty();
  }
}
