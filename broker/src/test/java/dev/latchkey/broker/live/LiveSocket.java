package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.latchkey.broker.TestBroker;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A WebSocket by hand, for clients that do as they should and for those that do not.
final class LiveSocket implements AutoCloseable {
  static final Map<String, String> HEADERS =
      Map.of(
          "Connection", "Upgrade",
          "Upgrade", "websocket",
          "Sec-WebSocket-Version", "13",
          "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Protocol", "latchkey.v1");
  private static final int PATIENCE_MILLIS = 20_000;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket;
  private final DataInputStream in;
  private final List<String> answer = new ArrayList<>();

  /// @param headers of the request for the upgrade
  LiveSocket(TestBroker broker, String path, Map<String, String> headers, int receiveBuffer) {
    var base = broker.wire().base();
    try {
      var connected = new Socket();
      if (receiveBuffer > 0) {
        connected.setReceiveBufferSize(receiveBuffer);
      }
      connected.connect(new InetSocketAddress(base.getHost(), base.getPort()));
      socket = broker.secured(connected);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\n");
      headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
      sendRaw(request.append("\r\n").toString().getBytes(ISO_8859_1));
      for (var line = line(); !line.isEmpty(); line = line()) {
        answer.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The head of the answer to the request for the upgrade.
  List<String> answer() {
    return answer;
  }

  /// Sends one binary message in one frame.
  void send(byte[] message) {
    sendFrame(0x80 | Opcode.BINARY.wire(), message);
  }

  /// @param first the first byte of the frame
  void sendFrame(int first, byte[] payload) {
    var frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    if (payload.length <= 125) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length <= 65_535) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
    }
    byte[] bytes = new byte[frame.flip().remaining()];
    frame.get(bytes);
    sendRaw(bytes);
  }

  void sendRaw(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A frame of the broker.
  record Frame(int opcode, ByteBuffer payload) {}

  Frame nextFrame() {
    try {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      long size =
          switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> second;
          };
      byte[] payload = new byte[(int) size];
      in.readFully(payload);
      if ((first & 0x80) == 0) {
        throw new AssertionError("the broker sends whole messages");
      }
      return new Frame(first & 0x0f, ByteBuffer.wrap(payload));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the broker has ended the connection, read until then.
  boolean isAtEnd() {
    try {
      return in.read() == -1;
    } catch (IOException e) {
      return true;
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next == -1) {
        throw new IOException("no answer");
      }
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
