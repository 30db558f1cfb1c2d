package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.Verdict.Code;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lines of an export, taken one after the other by those who know what comes next.
final class ExportReader {
  private final Iterator<String> lines;
  private @Nullable ExportLine next;
  private long number;
  private long entries;

  ExportReader(Iterator<String> lines) {
    this.lines = lines;
  }

  /// The next line, if it is of this kind; else it stays.
  <T extends ExportLine> Optional<T> take(Class<T> kind) {
    if (isAtEnd() || !kind.isInstance(next)) {
      return Optional.empty();
    }
    var taken = kind.cast(next);
    entries += taken instanceof ExportLine.Entry ? 1 : 0;
    next = null;
    return Optional.of(taken);
  }

  boolean isAtEnd() {
    if (next == null && lines.hasNext()) {
      next = parse(lines.next());
    }
    return next == null;
  }

  void requireEnd() {
    if (!isAtEnd()) {
      throw Code.ORDER.because("line " + number + " is not in its place");
    }
  }

  private ExportLine parse(String line) {
    number++;
    try {
      return ExportLine.parse(line);
    } catch (FormatException e) {
      throw Code.MALFORMED.at(entries, "line " + number + " is none of an export");
    }
  }
}
