package dev.latchkey.broker.http;

import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.relay.Known;
import dev.latchkey.broker.session.Admitted;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.seal.FrameHeader;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.io.OutputStream;
import java.util.function.Consumer;

/// The sessions as they happen: HTTP opens the door, and knows nothing of what is behind it.
public interface Live extends Http1Upgrader {
  /// Writes all that comes after what is known as events, and returns when the stream has ended.
  ///
  /// Throws [io.helidon.webserver.CloseConnectionException] if there is no client any more.
  ///
  /// @param from where the call comes from
  void stream(Admitted caller, Caller from, Known known, OutputStream body);

  /// A live connection, for whoever runs the broker.
  ///
  /// @param transport websocket or events
  record Present(String session, String member, String transport, long openSeconds) {}

  /// Hands over all live connections whose member is known.
  void list(Consumer<Present> each);

  /// Passes the frame on to everybody who is connected.
  void relay(Membership sender, FrameHeader header, Bytes frame);
}
