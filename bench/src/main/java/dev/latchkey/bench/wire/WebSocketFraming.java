package dev.latchkey.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// The client's side of RFC 6455, as far as servers need it that send whole messages.
public final class WebSocketFraming implements Framing {
  private static final byte[] NOTHING = {};
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final int MASKED = 0x80;
  // Any but zero, which some servers know needs no work.
  private static final int MASK = 0x5a17c3e9;

  private final String path;
  private final String subprotocol;
  private boolean open;
  private int begin;
  private int end;
  private int wanted;
  private byte[] answer = NOTHING;

  /// @param subprotocol empty for none
  public WebSocketFraming(String path, String subprotocol) {
    this.path = path;
    this.subprotocol = subprotocol;
  }

  @Override
  public byte[] opening() {
    var request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n")
            + "\r\n";
    return request.getBytes(US_ASCII);
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean next(ByteBuffer in) {
    answer = NOTHING;
    wanted = 0;
    if (!open && !takeHead(in)) {
      return false;
    }
    int at = in.position();
    int there = in.remaining();
    if (there < 2) {
      return false;
    }
    int first = Byte.toUnsignedInt(in.get(at));
    int length = Byte.toUnsignedInt(in.get(at + 1));
    int head = length < 126 ? 2 : length == 126 ? 4 : 10;
    if (there < head) {
      return false;
    }
    int size =
        switch (length) {
          case 126 -> Short.toUnsignedInt(in.getShort(at + 2));
          case 127 -> Math.toIntExact(in.getLong(at + 2));
          default -> length;
        };
    wanted = head + size;
    if (there < wanted) {
      return false;
    }
    begin = at + head;
    end = at + wanted;
    in.position(end);
    return switch (first) {
      case BINARY -> true;
      case PING -> {
        answer = pong(in);
        yield false;
      }
      case PONG -> next(in);
      case CLOSE -> throw new WireException("the server closes: " + closing(in));
      default -> throw new WireException("unexpected frame %02x".formatted(first));
    };
  }

  private boolean takeHead(ByteBuffer in) {
    for (int i = in.position(); i + 3 < in.limit(); i++) {
      if (in.getInt(i) == 0x0d0a0d0a) {
        byte[] head = new byte[i - in.position()];
        in.get(head);
        if (!new String(head, US_ASCII).startsWith("HTTP/1.1 101 ")) {
          throw new WireException("no upgrade: " + new String(head, US_ASCII).lines().findFirst());
        }
        in.position(i + 4);
        open = true;
        return true;
      }
    }
    return false;
  }

  private String closing(ByteBuffer in) {
    if (end - begin < Short.BYTES) {
      return "without a code";
    }
    byte[] reason = new byte[end - begin - Short.BYTES];
    in.get(begin + Short.BYTES, reason);
    return in.getShort(begin) + " " + new String(reason, US_ASCII);
  }

  private byte[] pong(ByteBuffer in) {
    byte[] payload = new byte[end - begin];
    in.get(begin, payload);
    var out = ByteBuffer.allocate(payload.length + 6);
    put(PONG, ByteBuffer.wrap(payload), out);
    return out.array();
  }

  @Override
  public int begin() {
    return begin;
  }

  @Override
  public int end() {
    return end;
  }

  @Override
  public byte[] answer() {
    return answer;
  }

  @Override
  public int wanted() {
    return wanted;
  }

  @Override
  public void put(ByteBuffer message, ByteBuffer out) {
    put(BINARY, message, out);
  }

  private static void put(int first, ByteBuffer message, ByteBuffer out) {
    int size = message.remaining();
    out.put((byte) first);
    if (size < 126) {
      out.put((byte) (MASKED | size));
    } else if (size < 65_536) {
      out.put((byte) (MASKED | 126)).putShort((short) size);
    } else {
      out.put((byte) (MASKED | 127)).putLong(size);
    }
    out.putInt(MASK);
    while (message.remaining() >= Integer.BYTES) {
      out.putInt(message.getInt() ^ MASK);
    }
    for (int shift = 24; message.hasRemaining(); shift -= 8) {
      out.put((byte) (message.get() ^ (MASK >>> shift)));
    }
  }
}
