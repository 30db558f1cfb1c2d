package dev.latchkey.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.ledger.ExportLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The lines of a file, one at a time. Of a line that is longer than an export's may be, the rest
/// is passed over, so that no file fills the memory. What is no UTF-8 is replaced, and so differs
/// from anything that was signed. Throws UncheckedIOException where the file cannot be read.
final class FileLines implements Iterator<String>, AutoCloseable {
  private static final int END = -1;
  private static final int MOST_BYTES = ExportLine.MAX_CHARS + 1;

  private final InputStream file;
  private int next;

  FileLines(InputStream file) throws IOException {
    this.file = new BufferedInputStream(file);
    this.next = this.file.read();
  }

  @Override
  public boolean hasNext() {
    return next != END;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return line();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    while (next != END && next != '\n') {
      if (line.size() < MOST_BYTES) {
        line.write(next);
      }
      next = file.read();
    }
    if (next == '\n') {
      next = file.read();
    }
    return line.toString(UTF_8);
  }
}
