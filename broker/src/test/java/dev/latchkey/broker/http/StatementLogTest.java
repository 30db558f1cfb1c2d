package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementLogTest {
  private static final int CHANNELS = 256;

  private TestBroker broker;
  private HostDevice host;
  private TestInvite invite;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    invite = host.invite(Role.EDITOR);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aStatementSpeaksOnlyOfWhatWasWritten() {
    host.append(3, "a").require(201);
    host.follow();

    var unwritten = state(List.of(head(2, 1)));
    var nothing = state(List.of(head(2, 0)));
    var beyond = state(List.of(head(3, 2)));

    for (var answer : List.of(unwritten, nothing, beyond)) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("statement_invalid");
    }
    state(List.of(head(3, 1))).require(201);
  }

  @Test
  void aLogIsReadInPagesAndGrowsNoFurtherThanItMay() {
    for (int channel = 0; channel < CHANNELS; channel++) {
      host.append(channel, "a").require(201);
    }
    var heads = IntStream.range(0, CHANNELS).mapToObj(channel -> head(channel, 1)).toList();

    var answer = state(heads);
    while (answer.status() == 201) {
      host.follow();
      answer = state(heads);
    }

    assertThat(answer.status()).isEqualTo(507);
    assertThat(answer.code()).isEqualTo("session_storage_full");
    int size = host.follow().size();
    int read = 0;
    boolean more = true;
    while (more) {
      var page = host.get(host.path("/members?after=" + read)).require(200);
      assertThat(page.body().length).isLessThan(1_100_000);
      assertThat(page.json().get("size").asInt()).isEqualTo(size);
      assertThat(page.json().get("statements")).isNotEmpty();
      read += page.json().get("statements").size();
      more = page.json().get("more").asBoolean();
    }
    assertThat(read).isEqualTo(size).isGreaterThan(200);
  }

  @Test
  void whoHasMoreThanTheLogIsToldItsSize() {
    host.follow();

    var news = host.get(host.path("/members?after=99")).require(200).json();

    assertThat(news.get("size").asInt()).isEqualTo(host.roster().size());
    assertThat(news.get("more").asBoolean()).isFalse();
    assertThat(news.get("statements")).isEmpty();
  }

  /// Revokes the invite once more, by a host that has verified these heads.
  private Answer state(List<ChannelHead> heads) {
    broker.clock().advance(Duration.ofMillis(500));
    var statement = host.revocation(heads, invite.id());
    return host.call("POST", host.path("/statements"), RosterDevice.bare(statement));
  }

  private static ChannelHead head(int channel, long number) {
    return new ChannelHead(channel, number, Bytes.of(new byte[32]));
  }
}
