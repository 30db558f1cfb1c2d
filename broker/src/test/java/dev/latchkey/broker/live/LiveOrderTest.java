package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.relay.Condition;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveOrderTest {
  private static final int LIVE_WRITERS = 4;
  private static final int HTTP_WRITERS = 4;
  private static final int EACH = 40;
  private static final int ALL = (LIVE_WRITERS + HTTP_WRITERS) * EACH;

  @TempDir Path dataDir;

  @Test
  void everyReaderGetsEveryFrameOnceAndInTheOrderOfTheStore() throws Exception {
    try (var broker = TestBroker.onSqlite(dataDir);
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var host = broker.host();
      var editors = editors(broker, host);
      var clients = new ArrayList<LiveClient>();
      for (var editor : editors.subList(0, LIVE_WRITERS)) {
        clients.add(LiveClient.follow(broker, editor, 0));
      }
      var readers = new ArrayList<Future<Map<Long, Bytes>>>();
      var writers = new ArrayList<Future<?>>();
      for (int i = 0; i < LIVE_WRITERS; i++) {
        var client = clients.get(i);
        var own = frames(editors.get(i));
        readers.add(pool.submit(() -> read(client, own)));
        writers.add(pool.submit(() -> writeLive(client, own)));
      }
      for (var editor : editors.subList(LIVE_WRITERS, editors.size())) {
        writers.add(pool.submit(() -> writeByHttp(editor)));
      }
      readers.add(pool.submit(late(broker, host)));

      for (var writer : writers) {
        writer.get();
      }
      var stored = stored(host);
      assertThat(stored.keySet())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, ALL).boxed().toList());
      for (var reader : readers) {
        assertThat(reader.get()).isEqualTo(stored);
      }
      clients.forEach(LiveClient::close);
    }
  }

  @Test
  void whoComesBackGetsExactlyWhatItMissed() {
    try (var broker = TestBroker.onSqlite(dataDir)) {
      var host = broker.host();
      long head = 0;
      var seen = new ArrayList<Long>();
      for (int round = 0; round < 5; round++) {
        try (var client = LiveClient.open(broker, host)) {
          client.hello(2, Map.of(0, head));
          for (var heard : client.hearUntil(Heard.Live.class)) {
            if (heard instanceof Heard.Frame frame) {
              seen.add(frame.seq());
            }
          }
          host.append(0, "while connected").require(201);
          seen.add(client.expect(Heard.Frame.class).seq());
          head = seen.getLast();
        }
        host.append(0, "while away").require(201);
      }
      assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, 9).boxed().toList());
    }
  }

  private static List<GuestDevice> editors(TestBroker broker, HostDevice host) {
    var editors = new ArrayList<GuestDevice>();
    for (int i = 0; i < LIVE_WRITERS + HTTP_WRITERS; i++) {
      var editor = broker.guest();
      editor.join(host.invite(Role.EDITOR)).require(201);
      editors.add(editor);
    }
    return editors;
  }

  private static List<Bytes> frames(GuestDevice editor) {
    var frames = new ArrayList<Bytes>();
    for (int i = 0; i < EACH; i++) {
      frames.add(Bytes.of(editor.seal(FrameKind.APPEND, 0, "live " + i).encode()));
    }
    return frames;
  }

  private static void writeLive(LiveClient client, List<Bytes> frames) {
    for (int ref = 0; ref < frames.size(); ref++) {
      client.say(Said.append(ref, new Condition.Any(), frames.get(ref).toByteArray()));
    }
  }

  private static void writeByHttp(GuestDevice editor) {
    for (int i = 0; i < EACH; i++) {
      editor.append(0, "HTTP " + i).require(201);
    }
  }

  /// Takes `acked` for the frame that stands in its place.
  private static Map<Long, Bytes> read(LiveClient client, List<Bytes> own) {
    var read = new TreeMap<Long, Bytes>();
    long last = 0;
    while (read.size() < ALL) {
      long seq =
          switch (client.next()) {
            case Heard.Frame(int _, long at, Bytes frame) -> {
              read.put(at, frame);
              yield at;
            }
            case Heard.Acked(int ref, long at) -> {
              read.put(at, own.get(ref));
              yield at;
            }
            default -> last;
          };
      assertThat(seq).isBetween(last, last + 1);
      assertThat(read).hasSize((int) seq);
      last = seq;
    }
    return read;
  }

  private static Callable<Map<Long, Bytes>> late(TestBroker broker, HostDevice host) {
    return () -> {
      try (var client = LiveClient.open(broker, host)) {
        while (head(host) < ALL / 3) {
          Thread.onSpinWait();
        }
        client.hello(2, Map.of(0, 0L));
        return read(client, List.of());
      }
    };
  }

  private static long head(HostDevice host) {
    return host.get(host.path("/channels/0")).require(200).json().get("head").asLong();
  }

  private static Map<Long, Bytes> stored(HostDevice host) {
    var stored = new TreeMap<Long, Bytes>();
    for (var frame : host.get(host.path("/channels/0")).require(200).json().get("frames")) {
      stored.put(
          frame.get("seq").asLong(), Bytes.of(Base64Url.decode(frame.get("frame").asText())));
    }
    return stored;
  }
}
