package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.roster.Role;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two brokers that have nothing in common but their store.
@Timeout(60)
class SharedStoreTest {
  private final Brokers brokers = new Brokers(2, Map.of());
  private final TestBroker one = brokers.get(0);
  private final TestBroker two = brokers.get(1);
  private HostDevice host;
  private GuestDevice editor;

  @BeforeEach
  void join() {
    host = one.host();
    editor = one.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    editor.meet(two);
  }

  @AfterEach
  void stop() {
    brokers.close();
  }

  @Test
  void framesTakenByEitherReachBothInOneOrderEachOnce() {
    try (var atOne = LiveClient.follow(one, host, 0);
        var atTwo = LiveClient.follow(two, editor, 0)) {
      for (int i = 0; i < 20; i++) {
        atOne.append(i, 0, "of the host " + i);
        atTwo.append(i, 0, "of the editor " + i);
      }

      assertThat(atOne.seqs(40)).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
      assertThat(atTwo.seqs(40)).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
    }
  }

  @Test
  void aJoinAndANameAtOneAreHeardAtTheOther() {
    try (var atTwo = LiveClient.follow(two, editor, 0)) {
      var viewer = one.guest();
      viewer.join(host.invite(Role.VIEWER)).require(201);

      assertThat(atTwo.skipTo(Heard.Statement.class).position()).isEqualTo(4);
      assertThat(atTwo.expect(Heard.Statement.class).position()).isEqualTo(5);
    }
  }

  @Test
  void whoIsRemovedAtOneIsOutAtTheOther() {
    try (var atTwo = LiveClient.follow(two, editor, 0)) {
      host.remove(editor);

      assertThat(atTwo.bye().code()).isEqualTo(4403);
      assertThat(editor.get(editor.path("/channels/0")).code()).isEqualTo("not_found");
    }
  }

  @Test
  void whoWaitsAtOneIsAnsweredWhenTheOtherHasNews() throws Exception {
    var waiting = read(editor, "/channels/0?after=0&wait=30");
    two.awaitReaders(host.session(), 1);

    host.append(0, "news").require(201);

    assertThat(waiting.get().require(200).json().get("frames")).hasSize(1);
  }

  private static CompletableFuture<Answer> read(TestDevice device, String path) {
    return CompletableFuture.supplyAsync(
        () -> device.get(device.path(path)), Thread::startVirtualThread);
  }
}
