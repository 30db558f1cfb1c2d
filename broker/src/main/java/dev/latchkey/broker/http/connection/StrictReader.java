package dev.latchkey.broker.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads chunked bodies as RFC 9112 §7.1 has them, so that the broker and a proxy in front of it
/// never disagree about where a body ends. Extensions are dropped, trailers are refused, and after
/// one refusal nothing more is read. Helidon 4.2.0 takes lines of any length and does not look at
/// what follows a chunk; it reads lines with [#readLine] in chunked bodies only.
final class StrictReader extends DataReader {
  static final int MAX_CHUNK_LINE_BYTES = 256;
  private static final Pattern CHUNK =
      Pattern.compile("0*([0-9A-Fa-f]{1,7})(?:[ \\t]*;[\\t -~]*)?");

  private boolean lastChunk;
  private boolean refused;

  StrictReader(Supplier<byte @Nullable []> bytes) {
    super(bytes);
  }

  @Override
  public void pullData() {
    try {
      super.pullData();
    } catch (InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the client has closed the connection", e);
    }
  }

  /// The line of a chunk: its size alone. The line after the last chunk: the empty one.
  @Override
  public String readLine() {
    var line = line();
    if (lastChunk) {
      lastChunk = false;
      require(line.isEmpty());
      return line;
    }
    var chunk = CHUNK.matcher(line);
    require(chunk.matches());
    var size = chunk.group(1);
    lastChunk = Integer.parseInt(size, 16) == 0;
    return size;
  }

  @Override
  public BufferData readBuffer(int length) {
    require(!refused);
    var bytes = getBuffer(length);
    super.skip(length);
    return bytes;
  }

  /// Two bytes that are skipped are always the end of a line.
  @Override
  public void skip(int length) {
    if (length == 2) {
      require(read() == '\r' && read() == '\n');
    } else {
      super.skip(length);
    }
  }

  private String line() {
    require(!refused);
    try {
      int end = findNewLine(MAX_CHUNK_LINE_BYTES);
      require(end < MAX_CHUNK_LINE_BYTES);
      var line = readAsciiString(end);
      super.skip(2);
      return line;
    } catch (IncorrectNewLineException e) {
      throw refusal();
    }
  }

  private void require(boolean holds) {
    if (!holds) {
      throw refusal();
    }
  }

  private RequestException refusal() {
    refused = true;
    return RequestException.builder()
        .type(EventType.BAD_REQUEST)
        .status(Status.BAD_REQUEST_400)
        .setKeepAlive(false)
        .message("the body is not framed as RFC 9112 has it")
        .build();
  }
}
