package dev.latchkey.bench.latchkey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/// One connection to the broker's HTTP interface, from an address of this machine that the caller
/// chooses: the broker counts tries by address.
final class Http implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private String nonce = "";

  Http(InetSocketAddress broker, InetSocketAddress from) {
    try {
      socket.setTcpNoDelay(true);
      socket.bind(from);
      socket.connect(broker);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The newest `DPoP-Nonce`; empty if there was none yet.
  String nonce() {
    return nonce;
  }

  /// Sends the request and returns the answer, which must be a success.
  ///
  /// @param headers lines, each with its end
  JsonNode send(String method, String path, Map<String, ?> body, String headers) {
    try {
      byte[] json = body.isEmpty() ? new byte[0] : JSON.writeValueAsBytes(body);
      var head =
          "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(method, path, headers, json.length);
      var out = socket.getOutputStream();
      byte[] request = new byte[head.length() + json.length];
      System.arraycopy(head.getBytes(ISO_8859_1), 0, request, 0, head.length());
      System.arraycopy(json, 0, request, head.length(), json.length);
      out.write(request);
      var status = line();
      int size = 0;
      for (var header = line(); !header.isEmpty(); header = line()) {
        var value = header.substring(header.indexOf(':') + 1).strip();
        if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
          size = Integer.parseInt(value);
        } else if (header.regionMatches(true, 0, "DPoP-Nonce:", 0, 11)) {
          nonce = value;
        }
      }
      byte[] answer = new byte[size];
      in.readFully(answer);
      if (!status.startsWith("HTTP/1.1 2")) {
        throw new IllegalStateException(
            method + " " + path + ": " + status + " " + new String(answer, UTF_8));
      }
      return JSON.readTree(answer);
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
