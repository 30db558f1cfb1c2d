package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.relay.Condition;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What RFC 6455 asks of a server.
@Timeout(60)
class WebSocketTest {
  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  /// A ping of our own, 1e and eight zero bytes, is `82 89 mask 1e00…`; the mask is zero
  /// throughout.
  @ParameterizedTest
  @CsvSource({
    "text, 8181000000001e, 4415",
    "not masked, 82091e0000000000000000, 4415",
    "reserved bit 1, c289000000001e0000000000000000, 4415",
    "reserved bit 2, a289000000001e0000000000000000, 4415",
    "reserved bit 3, 9289000000001e0000000000000000, 4415",
    "unknown data opcode, 838900000000, 4415",
    "unknown control opcode, 8b8000000000, 4415",
    "continuation of nothing, 808900000000, 4415",
    "a message within a message, 0280000000008289000000001e0000000000000000, 4415",
    "control frame in pieces, 098000000000, 4415",
    "control frame of 126 bytes, 89fe007e00000000, 4415",
    "length not the shortest, 82fe0009000000001e0000000000000000, 4415",
    "long length not the shortest, 82ff000000000000000900000000, 4415",
    "negative length, 82ffffffffffffffffff00000000, 4415",
    "a message that is too large, 82ff000000000004001700000000, 4413",
    "too large in pieces, 0281000000001e80ff000000000004001600000000, 4413",
  })
  void whatBreaksTheRulesEndsTheConnection(String why, String hex, int code) {
    try (var client = LiveClient.follow(broker, host, 0)) {
      client.socket().sendRaw(HexFormat.of().parseHex(hex));

      assertThat(client.bye().code()).isEqualTo(code);
    }
  }

  @Test
  void aMessageMayComeInPiecesWithControlFramesBetween() {
    byte[] ping = Said.ping(77);
    try (var client = LiveClient.follow(broker, host, 0)) {
      var socket = client.socket();
      socket.sendFrame(Opcode.BINARY.wire(), Arrays.copyOf(ping, 4));
      socket.sendFrame(0x80 | Opcode.PING.wire(), new byte[] {5});
      socket.sendFrame(Opcode.CONTINUATION.wire(), new byte[0]);
      socket.sendFrame(0x80 | Opcode.CONTINUATION.wire(), Arrays.copyOfRange(ping, 4, 9));

      var pong = socket.nextFrame();

      assertThat(pong.opcode()).isEqualTo(Opcode.PONG.wire());
      assertThat(pong.payload().array()).containsExactly(5);
      assertThat(client.expect(Heard.Pong.class).echo()).isEqualTo(77);
    }
  }

  @Test
  void theLargestFrameGoesThroughAndOneByteMoreDoesNot() {
    try (var client = LiveClient.follow(broker, host, 0)) {
      byte[] frame = host.seal(0, 0, "x".repeat(240_000)).encode();
      assertThat(frame.length).isLessThanOrEqualTo(Frame.MAX_SIZE);
      client.say(Said.replace(1, 0, new Condition.AtHead(0), frame));
      assertThat(client.expect(Heard.Acked.class).seq()).isEqualTo(1);

      byte[] noFrame = new byte[Frame.MAX_SIZE];
      client.say(Said.replace(2, 0, new Condition.AtHead(0), noFrame));
      assertThat(client.expect(Heard.Refused.class).ref()).isEqualTo(2);

      client.say(new byte[ClientMessage.MAX_SIZE + 1]);
      assertThat(client.bye().code()).isEqualTo(4413);
    }
  }

  @Test
  void whoSaysGoodbyeIsAnsweredAndLetGo() {
    try (var client = LiveClient.follow(broker, host, 0)) {
      client.append(1, 0, "last");
      client.socket().sendFrame(0x80 | Opcode.CLOSE.wire(), new byte[] {3, (byte) 0xe8});

      client.expect(Heard.Acked.class);
      assertThat(client.expect(Heard.Closed.class).code()).isEqualTo(1_000);
      assertThat(client.socket().isAtEnd()).isTrue();
    }
  }

  @Test
  void aFrameThatIsNoneEndsNothingButItsWrite() {
    try (var client = LiveClient.follow(broker, host, 0)) {
      client.say(Said.ephemeral(new byte[] {1}));
      assertThat(client.bye().code()).isEqualTo(4415);
    }
    try (var client = LiveClient.follow(broker, host, 0)) {
      client.say(Said.append(1, new Condition.Any(), new byte[0]));
      client.expect(Heard.Refused.class);
      client.say(Said.append(2, host.seal(FrameKind.APPEND, 0, "a")));
      client.expect(Heard.Acked.class);
    }
  }
}
