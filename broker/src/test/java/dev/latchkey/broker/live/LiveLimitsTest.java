package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.relay.Condition;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LiveLimitsTest {
  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory(Map.of("LATCHKEY_LIVE_COMPACT_AFTER", "16"));
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void tooManyMessagesEndTheConnectionAndSayWhenToComeBack() {
    try (var client = LiveClient.follow(broker, host);
        var other = LiveClient.follow(broker, host)) {
      for (int i = 1; i < Limit.LIVE_MESSAGES.burst(); i++) {
        client.say(Said.ping(i));
      }
      client.settleAt(Limit.LIVE_MESSAGES.burst() - 1);
      client.say(Said.ping(0));

      var bye = client.bye();

      assertThat(bye.code()).isEqualTo(4529);
      assertThat(bye.retryAfterMs()).isEqualTo(4);
      other.settle();
    }
  }

  @Test
  void tooManyBytesEndTheConnection() {
    try (var client = LiveClient.follow(broker, host)) {
      byte[] large = Said.append(1, new Condition.Any(), new byte[262_144]);
      for (int i = 0; i < 31; i++) {
        client.say(large);
        client.expect(Heard.Refused.class);
      }
      client.say(large);

      assertThat(client.bye().code()).isEqualTo(4529);
    }
  }

  @Test
  void aMemberWritesNoMoreLiveThanByHttp() {
    var key = host.session().value() + host.id().value();
    broker.services().limits().charge(Limit.WRITE, key, Limit.WRITE.burst() - 1);
    try (var client = LiveClient.follow(broker, host, 0)) {
      client.append(1, 0, "the last");
      assertThat(client.expect(Heard.Acked.class).seq()).isEqualTo(1);
      assertThat(host.append(0, "too much").code()).isEqualTo("rate_limited");
      client.append(2, 0, "too much");

      var bye = client.bye();

      assertThat(bye.code()).isEqualTo(4529);
      assertThat(bye.retryAfterMs()).isBetween(5, 6);
    }
    assertThat(host.get(host.path("/channels/0")).json().get("head").asLong()).isEqualTo(1);
  }

  @Test
  void aMemberHasSixteenConnections() {
    var editor = broker.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    var clients = new ArrayList<LiveClient>();
    for (int i = 0; i < 16; i++) {
      clients.add(LiveClient.follow(broker, host));
    }
    try (var one = LiveClient.open(broker, host);
        var ofAnother = LiveClient.follow(broker, editor)) {
      one.hello(0, Map.of());

      assertThat(one.bye())
          .isEqualTo(new Heard.Bye(4529, 10_000, CloseCode.RATE_LIMITED.sentence()));
      ofAnother.settle();
    }
    clients.forEach(LiveClient::close);
  }

  @Test
  void writersAreAskedToCompactOneAfterTheOtherUntilOneDoes() {
    var viewer = broker.guest();
    viewer.join(host.invite(Role.VIEWER)).require(201);
    try (var one = LiveClient.follow(broker, host, 0);
        var two = LiveClient.follow(broker, host, 0);
        var looking = LiveClient.follow(broker, viewer, 0)) {
      for (int i = 0; i < 17; i++) {
        host.append(0, "a").require(201);
      }
      assertThat(one.skipTo(Heard.Compact.class)).isEqualTo(new Heard.Compact(0, 17));

      broker.clock().advance(Duration.ofSeconds(30));

      assertThat(two.skipTo(Heard.Compact.class)).isEqualTo(new Heard.Compact(0, 17));
      two.say(Said.replace(1, 17, new Condition.Any(), host.seal(0, 17, "all").encode()));
      two.expect(Heard.Acked.class);
      broker.clock().advance(Duration.ofSeconds(30));
      host.append(0, "more").require(201);
      assertThat(two.expect(Heard.Frame.class).seq()).isEqualTo(19);
      assertThat(one.expect(Heard.Frame.class).seq()).isEqualTo(18);
      looking.say(Said.ping(1));
      assertThat(looking.hearUntil(Heard.Pong.class)).noneMatch(Heard.Compact.class::isInstance);
    }
  }
}
