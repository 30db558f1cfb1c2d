package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.Known;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.crypto.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The examples of PROTOCOL.md §9.1 are what the code reads and writes.
class LiveExampleTest {
  private static final Bytes FRAME = Bytes.of(new byte[] {(byte) 0xff});

  @Test
  void theProtocolShowsWhatTheCodeMakes() throws IOException {
    var text = Files.readString(Path.of("PROTOCOL.md"));
    var shown = text.substring(text.indexOf("<!-- live:begin"), text.indexOf("<!-- live:end"));
    var examples = new LinkedHashMap<String, byte[]>();
    shown
        .lines()
        .filter(line -> line.matches("[a-z]+ +[0-9a-f ]+"))
        .map(line -> line.split(" +", 2))
        .forEach(it -> examples.put(it[0], HexFormat.of().parseHex(it[1].replace(" ", ""))));

    assertThat(examples.keySet()).containsExactly("hello", "append", "acked", "frame", "bye");
    var channels = new LinkedHashMap<>(Map.of(0, 42L));
    assertThat(examples.get("hello")).isEqualTo(Said.hello("a.b.c", "d.e.f", 2, 7, channels));
    assertThat(ClientMessage.parse(Bytes.of(examples.get("hello"))))
        .isEqualTo(new ClientMessage.Hello("a.b.c", "d.e.f", new Known(2, 7, channels)));
    assertThat(examples.get("append"))
        .isEqualTo(Said.append(1, new Condition.AtHead(42), FRAME.toByteArray()));
    assertThat(Message.acked(1, 43).wire().payload()).isEqualTo(examples.get("acked"));
    assertThat(Message.frame(0, new StoredFrame(43, FRAME)).wire().payload())
        .isEqualTo(examples.get("frame"));
    assertThat(Heard.parse(ByteBuffer.wrap(examples.get("bye"))))
        .isEqualTo(new Heard.Bye(4503, 1_000, "Stopping."));
  }
}
