package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.SampleLedger.Row;
import dev.latchkey.crypto.ledger.Verdict.Code;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Lies about the form and the order of a file, and about the statements in it.
final class FileLies extends LieDrafts {
  FileLies(SampleExport export) {
    super(export);
  }

  @Override
  void tell() {
    forms();
    statements();
    details();
    orders();
    ends();
  }

  private void forms() {
    file("line-cut", "half a line", Code.MALFORMED, at(OPENED), edit(entryLine(OPENED), half()));
    file(
        "line-empty",
        "an empty line",
        Code.MALFORMED,
        at(OPENED),
        edit(entryLine(OPENED), _ -> ""));
    file(
        "line-kind",
        "a line of a kind that is none",
        Code.MALFORMED,
        at(OPENED),
        edit(entryLine(OPENED), text -> text.replace("\"kind\":\"entry\"", "\"kind\":\"other\"")));
    file(
        "line-member",
        "a line with a member too many",
        Code.MALFORMED,
        at(OPENED),
        edit(entryLine(OPENED), text -> text.replace("\"index\"", "\"more\":1,\"index\"")));
    file(
        "line-kind-last",
        "a line that says last of which kind it is",
        Code.MALFORMED,
        at(0),
        edit(
            0,
            text ->
                text.replace("\"kind\":\"ledger\",", "").replace("}", ",\"kind\":\"ledger\"}")));
    file(
        "entry-space",
        "an entry with a space",
        Code.MALFORMED,
        at(OPENED),
        edit(entryLine(OPENED), text -> text.replace("\\\"log\\\":", "\\\"log\\\": ")));
    file(
        "checkpoint-cut",
        "a checkpoint without signature",
        Code.MALFORMED,
        none(),
        lines -> replace(lines, checkpointLine(0), new ExportLine.SessionCheckpoint("cut\n")));
    file(
        "version",
        "a file of another version",
        Code.MALFORMED,
        at(0),
        edit(0, text -> text.replace("\"version\":1", "\"version\":2")));
  }

  private void statements() {
    file(
        "foreign-session",
        "the ID of another session",
        Code.STATEMENT,
        none(),
        lines -> replace(lines, 0, header("sid", export.log().sid().value(), "A".repeat(27))));
    file(
        "foreign-broker",
        "the origin of another broker",
        Code.STATEMENT,
        none(),
        lines -> replace(lines, 0, header("origin", "broker.example", "other.example")));
    file(
        "statement-signature",
        "a statement with another signature",
        Code.STATEMENT,
        none(),
        edit(3, text -> text.substring(0, text.length() - 12) + "AAAAAAAAAA\"}"));
    file(
        "statement-none",
        "a statement that is none",
        Code.STATEMENT,
        none(),
        lines -> replace(lines, 3, new ExportLine.Statement(2, "a.b.c")));
    file(
        "statement-left-out",
        "a statement that is not the next",
        Code.ORDER,
        none(),
        lines -> lines.remove(3));
    file(
        "statement-without-entry",
        "the statement that an entry follows from is left out",
        Code.UNEXPECTED_ACT,
        at(ROLE),
        lines -> lines.remove(5));
  }

  private void details() {
    file(
        "details-salt",
        "another salt",
        Code.DETAILS,
        at(JOINED),
        lines -> replace(lines, entryLine(JOINED), beside("A".repeat(22), text(JOINED))));
    file(
        "details-text",
        "another network",
        Code.DETAILS,
        at(JOINED),
        lines ->
            replace(lines, entryLine(JOINED), beside(salt(JOINED), new Details("", "").text())));
    file(
        "details-without-salt",
        "details without their salt",
        Code.DETAILS,
        at(JOINED),
        lines -> replace(lines, entryLine(JOINED), beside("", text(JOINED))));
    file(
        "details-without-text",
        "a salt without details",
        Code.DETAILS,
        at(JOINED),
        lines -> replace(lines, entryLine(JOINED), beside(salt(JOINED), "")));
    file(
        "details-unwanted",
        "details of an entry that has none",
        Code.DETAILS,
        at(CONNECTED),
        lines -> {
          var row =
              new Row(
                  export.rows().get(CONNECTED).entry(),
                  Optional.of(Bytes.of(new byte[16])),
                  Optional.of(new Details("", "")));
          replace(lines, entryLine(CONNECTED), SampleExport.line(CONNECTED, row));
        });
  }

  private void orders() {
    file("no-header", "the first line left out", Code.ORDER, none(), lines -> lines.removeFirst());
    file(
        "two-headers",
        "the first line twice",
        Code.ORDER,
        none(),
        lines -> lines.add(1, lines.getFirst()));
    file(
        "statements-swapped",
        "two statements the other way round",
        Code.ORDER,
        none(),
        lines -> Collections.swap(lines, 3, 4));
    file(
        "entries-swapped",
        "two lines the other way round",
        Code.ORDER,
        at(OPENED),
        lines -> Collections.swap(lines, entryLine(OPENED), entryLine(REFUSED)));
    file(
        "entry-left-out",
        "a line left out",
        Code.ORDER,
        at(OPENED),
        lines -> lines.remove(entryLine(OPENED)));
    file(
        "entry-after-checkpoint",
        "an entry after the checkpoints",
        Code.ORDER,
        none(),
        lines -> lines.add(logLine(), lines.get(entryLine(last))));
    file(
        "checkpoints-swapped",
        "a smaller checkpoint after a larger",
        Code.ORDER,
        none(),
        lines -> Collections.swap(lines, checkpointLine(0), checkpointLine(1)));
    file(
        "checkpoint-twice",
        "a checkpoint twice",
        Code.ORDER,
        none(),
        lines -> lines.add(checkpointLine(1), lines.get(checkpointLine(1))));
    file(
        "logged-swapped",
        "what was logged the other way round",
        Code.ORDER,
        none(),
        lines -> Collections.swap(lines, logLine() + 1, logLine() + 2));
    file(
        "logged-alone",
        "what was logged without its log",
        Code.ORDER,
        none(),
        lines -> lines.remove(logLine()));
  }

  private void ends() {
    file("nothing", "an empty file", Code.TRUNCATED, none(), List::clear);
    file("header-alone", "the first line alone", Code.TRUNCATED, none(), cut(1));
    file("without-entries", "statements alone", Code.TRUNCATED, at(0), cut(entryLine(0)));
    file(
        "without-checkpoints",
        "entries that nobody signed",
        Code.TRUNCATED,
        at(last + 1),
        cut(checkpointLine(0)));
    file(
        "without-last-checkpoint",
        "entries after the last checkpoint",
        Code.TRUNCATED,
        at(10),
        cut(checkpointLine(2)));
    file(
        "without-last-entry",
        "fewer entries than were signed",
        Code.TRUNCATED,
        at(last),
        lines -> lines.remove(entryLine(last)));
  }
}
