package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;

/// Writes each message as an event of its own, and a ping as a comment, which is no event but shows
/// that the stream lives. WHATWG HTML §9.2.
record EventBody(OutputStream body) implements Carrier {
  private static final String COMMENT = ": \n\n";

  @Override
  public void write(Collection<WebSocketFrame> batch) {
    var events = new StringBuilder();
    for (var frame : batch) {
      if (frame.isPing()) {
        events.append(COMMENT);
      } else {
        events.append("data: ").append(Base64Url.encode(frame.payload())).append("\n\n");
      }
    }
    try {
      body.write(events.toString().getBytes(US_ASCII));
      body.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
