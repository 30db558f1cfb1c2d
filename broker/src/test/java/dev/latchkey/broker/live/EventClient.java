package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.Base64Url;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A device that follows its session by a stream of events, read as RFC 9112 §7.1 and
/// WHATWG HTML §9.2 have it.
final class EventClient extends Listener implements AutoCloseable {
  static final String COMMENT = ": ";
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String DATA = "data: ";

  private final Socket socket;
  private final DataInputStream in;
  private final List<String> head = new ArrayList<>();
  private final StringBuilder received = new StringBuilder();

  private EventClient(TestBroker broker, String request, int receiveBuffer) {
    var base = broker.wire().base();
    try {
      socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      for (var line = line(); !line.isEmpty(); line = line()) {
        head.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param query what the device knows: `?log=1&heads=0:2`
  static EventClient open(TestBroker broker, TestDevice device, String query, String... headers) {
    return open(broker, device, query, 0, headers);
  }

  /// @param receiveBuffer bytes that the system takes for a client that does not read; 0: its own
  static EventClient open(
      TestBroker broker, TestDevice device, String query, int receiveBuffer, String... headers) {
    var path = device.path("/events");
    var nonce = Optional.of(device.freshNonce());
    var proof = device.proof("GET", path, device.accessToken(), nonce, TestDevice.freshId());
    var request =
        new StringBuilder("GET " + path + query + " HTTP/1.1\r\nHost: x\r\n")
            .append("Authorization: DPoP " + device.accessToken() + "\r\n")
            .append("DPoP: " + proof.sign(device.signingKey()) + "\r\n");
    for (var header : headers) {
      request.append(header + "\r\n");
    }
    return new EventClient(broker, request.append("\r\n").toString(), receiveBuffer);
  }

  /// A stream that has caught up.
  static EventClient follow(TestBroker broker, TestDevice device, String query) {
    var client = open(broker, device, query);
    client.skipTo(Heard.Live.class);
    return client;
  }

  /// Status line and headers of the answer.
  List<String> head() {
    return head;
  }

  @Override
  Heard nextOfAll() {
    var event = nextEvent();
    while (event.equals(COMMENT)) {
      event = nextEvent();
    }
    if (!event.startsWith(DATA)) {
      throw new AssertionError("want an event, got " + event);
    }
    return Heard.parse(ByteBuffer.wrap(Base64Url.decode(event.substring(DATA.length()))));
  }

  /// The next event or comment as it stands; empty at the end of the stream.
  String nextEvent() {
    int end = received.indexOf("\n\n");
    while (end < 0) {
      var chunk = chunk();
      if (chunk.isEmpty()) {
        return received.toString();
      }
      received.append(chunk);
      end = received.indexOf("\n\n");
    }
    var event = received.substring(0, end);
    received.delete(0, end + 2);
    return event;
  }

  /// What the broker says at the end. Checks that the stream ends there.
  Heard.Bye bye() {
    var bye = skipTo(Heard.Bye.class);
    var after = nextEvent();
    if (!after.isEmpty()) {
      throw new AssertionError("want the end after bye, got " + after);
    }
    return bye;
  }

  private String chunk() {
    try {
      byte[] chunk = new byte[Integer.parseInt(line(), 16)];
      in.readFully(chunk);
      if (!line().isEmpty()) {
        throw new AssertionError("want the end of the chunk");
      }
      return new String(chunk, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
