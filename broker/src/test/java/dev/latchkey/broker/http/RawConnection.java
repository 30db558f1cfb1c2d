package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.TestBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A connection on which a test writes what no HTTP client would.
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int MOMENT_MILLIS = 50;

  private final Socket socket;
  private final InputStream stream;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.stream = socket.getInputStream();
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  static RawConnection to(TestBroker broker) {
    return from("127.0.0.1", broker.wire().base());
  }

  /// From one of the loopback addresses.
  static RawConnection from(String address, URI server) {
    try {
      var socket = new Socket();
      socket.setReceiveBufferSize(4_096);
      socket.bind(new InetSocketAddress(address, 0));
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      return new RawConnection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One character is one byte. A broker that has closed the connection meanwhile is no failure.
  RawConnection send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    } catch (IOException e) {
      // What the broker has answered before it closed is read all the same.
    }
    return this;
  }

  /// Says that nothing more comes. What was left of a refused body is waited for otherwise.
  RawConnection end() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // As with what is sent.
    }
    return this;
  }

  /// The next answer, whole.
  Answer next() {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = read();
      if (next < 0) {
        throw new AssertionError("want an answer, got the end after: " + head);
      }
      head.append((char) next);
    }
    return answer(head.toString());
  }

  /// All answers until the broker closes the connection.
  List<Answer> all() {
    var answers = new ArrayList<Answer>();
    for (int next = read(); next >= 0; next = read()) {
      var head = new StringBuilder().append((char) next);
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) read());
      }
      answers.add(answer(head.toString()));
    }
    return answers;
  }

  /// Whether the broker has closed the connection, or does within a moment, with no answer before.
  boolean isClosed() {
    try {
      socket.setSoTimeout(MOMENT_MILLIS);
      int next = stream.read();
      if (next >= 0) {
        throw new AssertionError("want no answer");
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      restorePatience();
    }
  }

  private void restorePatience() {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer answer(String head) {
    var lines = head.split("\r\n");
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (int line = 1; line < lines.length; line++) {
      var parts = lines[line].split(":", 2);
      headers.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1].strip());
    }
    int status = Integer.parseInt(lines[0].split(" ")[1]);
    var length = Integer.parseInt(headers.getOrDefault("Content-Length", List.of("0")).getFirst());
    var body = new ByteArrayOutputStream();
    while (body.size() < length) {
      body.write(read());
    }
    return new Answer(status, HttpHeaders.of(headers, (_, _) -> true), body.toByteArray());
  }

  /// A reset after the answers is an end too: the broker does not read what it has refused.
  private int read() {
    try {
      return stream.read();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("want an answer or the end of the connection", e);
    } catch (SocketException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
