package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.Known;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientMessageTest {
  private static final byte[] FRAME = {9, 8, 7};
  private static final Bytes FRAME_BYTES = Bytes.of(FRAME);

  static List<Map.Entry<byte[], ClientMessage>> messages() {
    var channels = new LinkedHashMap<>(Map.of(255, 3L));
    return List.of(
        Map.entry(
            Said.hello("a.b.c", "d.e.f", -1, 7, channels),
            new ClientMessage.Hello("a.b.c", "d.e.f", new Known(0xffff_ffffL, 7, channels))),
        Map.entry(
            Said.append(-1, new Condition.Any(), FRAME),
            new ClientMessage.Writing(-1, OptionalLong.empty(), new Condition.Any(), FRAME_BYTES)),
        Map.entry(
            Said.append(2, new Condition.AtHead((1L << 53) - 1), FRAME),
            new ClientMessage.Writing(
                2, OptionalLong.empty(), new Condition.AtHead((1L << 53) - 1), FRAME_BYTES)),
        Map.entry(
            Said.replace(3, 5, new Condition.Unwritten(), FRAME),
            new ClientMessage.Writing(
                3, OptionalLong.of(5), new Condition.Unwritten(), FRAME_BYTES)),
        Map.entry(Said.ephemeral(FRAME), new ClientMessage.Ephemeral(FRAME_BYTES)),
        Map.entry(Said.follow(255, 1), new ClientMessage.Follow(255, 1)),
        Map.entry(Said.token("a.b.c"), new ClientMessage.Token("a.b.c")),
        Map.entry(Said.ping(-5), new ClientMessage.Ping(-5)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatAClientSaysIsUnderstood(Map.Entry<byte[], ClientMessage> message) {
    assertThat(ClientMessage.parse(Bytes.of(message.getKey()))).isEqualTo(message.getValue());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageThatIsCutIsNone(Map.Entry<byte[], ClientMessage> message) {
    byte[] whole = message.getKey();
    int fields = whole.length - (endsInAFrame(message.getValue()) ? FRAME.length : 0);
    for (int size = 0; size < fields; size++) {
      assertRefused(Arrays.copyOf(whole, size));
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void nothingComesBehindTheLastField(Map.Entry<byte[], ClientMessage> message) {
    if (!endsInAFrame(message.getValue())) {
      assertRefused(Arrays.copyOf(message.getKey(), message.getKey().length + 1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unknown type, 00",
    "a message of the broker, 20000000000000000100",
    "unknown condition, 100000000103ff",
    "head of 2^53, 10000000010100200000000000000000",
    "negative head, 100000000101ffffffffffffffff",
    "covers of 2^53, 1100000001002000000000000000ff",
    "after of 2^53, 13000020000000000000",
    "a channel twice, 020000000000000000000000000000000002000000000000000000000000000000000000",
    "text that is no UTF-8, 140001ff",
  })
  void whatBreaksTheGrammarIsRefused(String why, String hex) {
    assertRefused(HexFormat.of().parseHex(hex));
  }

  @Test
  void secretsAreNotShown() {
    assertThat(ClientMessage.parse(Bytes.of(Said.token("a.b.c"))).toString())
        .doesNotContain("a.b.c");
    var hello = Said.hello("a.b.c", "d.e.f", 0, 0, new LinkedHashMap<>());
    assertThat(ClientMessage.parse(Bytes.of(hello)).toString()).doesNotContain("a.b.c", "d.e.f");
  }

  private static boolean endsInAFrame(ClientMessage message) {
    return message instanceof ClientMessage.Writing || message instanceof ClientMessage.Ephemeral;
  }

  private static void assertRefused(byte[] message) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> ClientMessage.parse(Bytes.of(message)));
  }
}
