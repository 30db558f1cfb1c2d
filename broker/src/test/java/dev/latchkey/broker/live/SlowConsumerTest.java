package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SlowConsumerTest {
  private static final int RECEIVE_BUFFER = 4_096;
  private static final int FRAMES = 40;

  @Test
  void whoDoesNotReadIsEndedAndComesBackWithoutAGapWhileOthersHearAll() {
    try (var broker = TestBroker.inMemory(Map.of("LATCHKEY_LIVE_OUTBOX_BYTES", "512KiB"))) {
      var host = broker.host();
      var editor = broker.guest();
      editor.join(host.invite(Role.EDITOR)).require(201);
      var slow = LiveClient.open(broker, editor, RECEIVE_BUFFER);
      slow.hello(0, Map.of(0, 0L));
      slow.skipTo(Heard.Live.class);
      try (var quick = LiveClient.follow(broker, host, 0)) {
        for (int i = 1; i <= FRAMES; i++) {
          host.append(0, "x".repeat(200_000)).require(201);
          assertThat(quick.expect(Heard.Frame.class).seq()).isEqualTo(i);
        }

        long last = lastBeforeTheEnd(broker, slow);

        assertThat(last).isLessThan(FRAMES);
        assertThat(missed(broker, editor, last))
            .containsExactlyElementsOf(LongStream.rangeClosed(last + 1, FRAMES).boxed().toList());
        quick.settle();
      }
    }
  }

  @Test
  void whoNeverReadsAgainIsCutOff() {
    try (var broker = TestBroker.inMemory(Map.of("LATCHKEY_LIVE_OUTBOX_BYTES", "512KiB"))) {
      var host = broker.host();
      try (var slow = LiveClient.open(broker, host, RECEIVE_BUFFER)) {
        slow.hello(0, Map.of(0, 0L));
        slow.skipTo(Heard.Live.class);
        for (int i = 0; i < FRAMES; i++) {
          host.append(0, "x".repeat(200_000)).require(201);
        }
        assertThat(broker.connections()).isEqualTo(1);

        broker.clock().advance(Duration.ofSeconds(5));

        while (broker.connections() > 0) {
          Thread.onSpinWait();
        }
        assertThat(broker.rooms()).isZero();
      }
    }
  }

  private static long lastBeforeTheEnd(TestBroker broker, LiveClient slow) {
    long last = 0;
    while (true) {
      switch (slow.next()) {
        case Heard.Frame frame -> {
          assertThat(frame.seq()).isEqualTo(last + 1);
          last = frame.seq();
        }
        case Heard.Bye bye -> {
          assertThat(bye.code()).isEqualTo(4508);
          slow.expect(Heard.Closed.class);
          slow.close();
          return last;
        }
        default -> {}
      }
    }
  }

  private static Iterable<Long> missed(TestBroker broker, TestDevice device, long last) {
    var missed = new ArrayList<Long>();
    try (var again = LiveClient.open(broker, device)) {
      again.hello(0, Map.of(0, last));
      for (var heard : again.hearUntil(Heard.Live.class)) {
        if (heard instanceof Heard.Frame frame) {
          missed.add(frame.seq());
        }
      }
    }
    return missed;
  }
}
