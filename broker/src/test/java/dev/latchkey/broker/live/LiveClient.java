package dev.latchkey.broker.live;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A device on a live connection.
final class LiveClient extends Listener implements AutoCloseable {
  private final TestDevice device;
  private final LiveSocket socket;

  private LiveClient(TestDevice device, LiveSocket socket) {
    this.device = device;
    this.socket = socket;
  }

  /// A connection that has said nothing yet.
  static LiveClient open(TestBroker broker, TestDevice device) {
    return open(broker, device, 0);
  }

  /// @param receiveBuffer bytes that the system takes for a client that does not read; 0: its own
  static LiveClient open(TestBroker broker, TestDevice device, int receiveBuffer) {
    var socket = new LiveSocket(broker, device.path("/live"), LiveSocket.HEADERS, receiveBuffer);
    return new LiveClient(device, socket);
  }

  /// A connection that follows these channels from the beginning on, and is live.
  static LiveClient follow(TestBroker broker, TestDevice device, int... channels) {
    var after = new LinkedHashMap<Integer, Long>();
    for (int channel : channels) {
      after.put(channel, 0L);
    }
    var client = open(broker, device);
    client.hello(0, after);
    client.skipTo(Heard.Live.class);
    return client;
  }

  void hello(int size, Map<Integer, Long> after) {
    var nonce = expect(Heard.Challenge.class).nonce().toString();
    var proof = device.hello(nonce).sign(device.signingKey());
    say(Said.hello(device.accessToken(), proof, size, 0, sequenced(after)));
  }

  void say(byte[] message) {
    socket.send(message);
  }

  LiveSocket socket() {
    return socket;
  }

  /// Appends to the channel, and returns the frame.
  Frame append(int ref, int channel, String payload) {
    var frame = device.seal(FrameKind.APPEND, channel, payload);
    say(Said.append(ref, frame));
    return frame;
  }

  /// The places of the next frames that are heard, and of one's own that are acknowledged.
  List<Long> seqs(int count) {
    var seqs = new ArrayList<Long>();
    while (seqs.size() < count) {
      switch (next()) {
        case Heard.Frame frame -> seqs.add(frame.seq());
        case Heard.Acked acked -> seqs.add(acked.seq());
        case Heard.Statement _ -> {}
        case Heard other -> throw new AssertionError("want frames, got " + other);
      }
    }
    return seqs;
  }

  @Override
  Heard nextOfAll() {
    while (true) {
      var frame = socket.nextFrame();
      if (frame.opcode() == Opcode.BINARY.wire()) {
        return Heard.parse(frame.payload());
      }
      if (frame.opcode() == Opcode.CLOSE.wire()) {
        int code = Short.toUnsignedInt(frame.payload().getShort());
        socket.sendFrame(
            0x80 | Opcode.CLOSE.wire(),
            ByteBuffer.allocate(Short.BYTES).putShort((short) code).array());
        return new Heard.Closed(code);
      }
    }
  }

  /// What the broker says at the end. Checks that the close frame says the same.
  Heard.Bye bye() {
    var bye = skipTo(Heard.Bye.class);
    var closed = expect(Heard.Closed.class);
    if (closed.code() != bye.code()) {
      throw new AssertionError("bye says " + bye.code() + ", the close frame " + closed.code());
    }
    return bye;
  }

  /// Returns once everything that was sent before was answered.
  void settle() {
    long echo = System.nanoTime();
    say(Said.ping(echo));
    settleAt(echo);
  }

  /// Returns once the ping with this echo is answered.
  void settleAt(long echo) {
    while (!(next() instanceof Heard.Pong(long echoed) && echoed == echo)) {
      // Everything else came before.
    }
  }

  @Override
  public void close() {
    socket.close();
  }

  private static SequencedMap<Integer, Long> sequenced(Map<Integer, Long> after) {
    return new LinkedHashMap<>(after);
  }
}
