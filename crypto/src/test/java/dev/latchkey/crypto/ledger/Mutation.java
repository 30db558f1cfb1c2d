package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.ledger.SampleLedger.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The entries of a ledger with one thing done to them.
///
/// @param index of the first entry that is another than it was
record Mutation(String what, int index, List<Row> rows) {
  private static final Bytes OTHER_HASH = Bytes.of(SeededRandom.bytes("other hash", 32));
  private static final Bytes SALT = Bytes.of(SeededRandom.bytes("other salt", Details.SALT_BYTES));

  Mutation {
    rows = List.copyOf(rows);
  }

  /// Every edit of one member of one entry, and every entry left out, doubled, moved or put back in
  /// time; and the end cut off.
  static List<Mutation> all(List<Row> rows) {
    var mutations = new ArrayList<Mutation>();
    for (int index = 0; index < rows.size(); index++) {
      int at = index;
      mutations.addAll(edits(rows, index));
      mutations.add(of("left out", rows, at, to -> to.remove(at)));
      mutations.add(of("twice", rows, at + 1, to -> to.add(at, to.get(at))));
      mutations.add(of("cut", rows, at, to -> to.subList(at, to.size()).clear()));
      if (index + 1 < rows.size()) {
        mutations.add(of("swapped", rows, at, to -> swap(to, at)));
      }
    }
    return mutations;
  }

  static Row changed(Row row, LedgerEntry entry) {
    return new Row(entry, row.salt(), row.details());
  }

  private static List<Mutation> edits(List<Row> rows, int index) {
    var entry = rows.get(index).entry();
    var mutations = new ArrayList<Mutation>();
    edit(mutations, "a microsecond earlier", rows, index, was -> was.at(was.at() - 1));
    edit(mutations, "an hour earlier", rows, index, was -> was.at(was.at() - 3_600_000_000L));
    edit(mutations, "later", rows, index, was -> was.at(was.at() + 1));
    Arrays.stream(EntryType.values())
        .filter(type -> type != entry.type())
        .forEach(
            type -> edit(mutations, type.wire(), rows, index, was -> EntryEdits.typed(was, type)));
    rows.stream()
        .flatMap(row -> Stream.of(row.entry().actor(), row.entry().object()))
        .distinct()
        .forEach(
            name -> {
              edit(mutations, "actor", rows, index, was -> EntryEdits.by(was, name));
              edit(mutations, "object", rows, index, was -> EntryEdits.of(was, name));
            });
    edit(mutations, "outcome", rows, index, was -> EntryEdits.saying(was, "other"));
    edit(mutations, "count", rows, index, was -> EntryEdits.counted(was, was.count() + 1));
    edit(mutations, "log", rows, index, was -> EntryEdits.judged(was, was.log() + 1));
    edit(mutations, "less log", rows, index, was -> EntryEdits.judged(was, was.log() - 1));
    edit(mutations, "request", rows, index, was -> EntryEdits.asked(was, "A".repeat(16)));
    edit(
        mutations,
        "statement",
        rows,
        index,
        was -> EntryEdits.following(was, was.statement().map(_ -> OTHER_HASH)));
    edit(
        mutations,
        "details",
        rows,
        index,
        was -> EntryEdits.committing(was, Optional.of(OTHER_HASH)));
    edit(mutations, "no details", rows, index, was -> EntryEdits.committing(was, Optional.empty()));
    var row = rows.get(index);
    if (row.salt().isPresent()) {
      mutations.add(
          of(
              "salt",
              rows,
              index,
              to -> to.set(index, new Row(row.entry(), Optional.of(SALT), row.details()))));
      mutations.add(
          of(
              "network",
              rows,
              index,
              to ->
                  to.set(
                      index, new Row(row.entry(), row.salt(), Optional.of(new Details("", ""))))));
    }
    return mutations;
  }

  /// Adds it unless it would be no entry, or the same one.
  private static void edit(
      List<Mutation> mutations,
      String what,
      List<Row> rows,
      int index,
      UnaryOperator<LedgerEntry> change) {
    var row = rows.get(index);
    LedgerEntry edited;
    try {
      edited = change.apply(row.entry());
    } catch (FormatException e) {
      return;
    }
    if (!edited.equals(row.entry())) {
      mutations.add(of(what, rows, index, to -> to.set(index, changed(row, edited))));
    }
  }

  private static void swap(List<Row> rows, int at) {
    var first = rows.get(at).entry();
    var second = rows.get(at + 1).entry();
    Collections.swap(rows, at, at + 1);
    rows.set(at, changed(rows.get(at), second.at(first.at())));
    rows.set(at + 1, changed(rows.get(at + 1), first.at(second.at())));
  }

  private static Mutation of(String what, List<Row> rows, int index, Consumer<List<Row>> change) {
    var changed = new ArrayList<>(rows);
    change.accept(changed);
    return new Mutation(what + " at " + index, index, changed);
  }
}
