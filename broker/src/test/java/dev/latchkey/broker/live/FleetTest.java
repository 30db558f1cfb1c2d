package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RedisServer;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Brokers that tell each other by Redis what happens.
@Timeout(60)
class FleetTest {
  @TempDir private Path folder;
  private RedisServer redis;
  private Brokers brokers;
  private HostDevice host;
  private GuestDevice editor;
  private GuestDevice other;

  @BeforeEach
  void join() {
    redis = RedisServer.start(folder);
    brokers = Brokers.on(redis.url(), 3);
    host = brokers.get(0).host();
    editor = brokers.get(0).guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    editor.meet(brokers.get(1));
    other = brokers.get(0).guest();
    other.join(host.invite(Role.EDITOR)).require(201);
    other.meet(brokers.get(2));
  }

  @AfterEach
  void stop() {
    if (brokers != null) {
      brokers.close();
      redis.close();
    }
  }

  @Test
  void framesTakenByEachReachAllInOneOrderEachOnce() {
    try (var one = LiveClient.follow(brokers.get(0), host, 0);
        var two = LiveClient.follow(brokers.get(1), editor, 0);
        var three = LiveClient.follow(brokers.get(2), other, 0)) {
      for (int i = 0; i < 50; i++) {
        one.append(i, 0, "one " + i);
        two.append(i, 0, "two " + i);
        three.append(i, 0, "three " + i);
      }

      var all = LongStream.rangeClosed(1, 150).boxed().toList();
      assertThat(one.seqs(150)).isEqualTo(all);
      assertThat(two.seqs(150)).isEqualTo(all);
      assertThat(three.seqs(150)).isEqualTo(all);
    }
  }

  @Test
  void whatIsTooLongToBeToldIsReadFromTheStore() {
    try (var one = LiveClient.follow(brokers.get(0), host, 0);
        var two = LiveClient.follow(brokers.get(1), editor, 0)) {
      brokers.get(0).awaitFleet(host.session(), 3);
      brokers.get(1).awaitFleet(host.session(), 3);

      one.append(1, 0, "x".repeat(100_000));

      assertThat(two.skipTo(Heard.Frame.class).seq()).isEqualTo(1);
    }
  }

  @Test
  void whoIsRemovedAtOneIsOutAtTheOtherWithinASecond() {
    try (var _ = LiveClient.follow(brokers.get(0), host, 0);
        var two = LiveClient.follow(brokers.get(1), editor, 0)) {
      brokers.get(0).awaitFleet(host.session(), 3);
      brokers.get(1).awaitFleet(host.session(), 3);
      host.follow();
      long begin = System.nanoTime();

      host.remove(editor);

      assertThat(two.bye().code()).isEqualTo(4403);
      assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
    }
  }

  @Test
  void ephemeralFramesReachEveryOther() {
    try (var one = LiveClient.follow(brokers.get(0), host, 0);
        var two = LiveClient.follow(brokers.get(1), editor, 0)) {
      brokers.get(0).awaitFleet(host.session(), 3);
      brokers.get(1).awaitFleet(host.session(), 3);
      var frame = host.seal(FrameKind.EPHEMERAL, 0, "a cursor");

      one.say(Said.ephemeral(frame.encode()));

      assertThat(two.skipTo(Heard.Ephemeral.class).frame()).isEqualTo(Bytes.of(frame.encode()));
    }
  }

  @Test
  void whoHasAConnectionElsewhereHasNotLeft() {
    try (var one = LiveClient.follow(brokers.get(0), host, 0)) {
      try (var three = LiveClient.follow(brokers.get(2), editor, 0)) {
        try (var two = LiveClient.follow(brokers.get(1), editor, 0)) {
          two.settle();
          brokers.awaitFleet(host.session());
        }
        brokers.get(1).awaitRooms(0);
        var frame = editor.seal(FrameKind.EPHEMERAL, 0, "still here");
        long end = System.nanoTime() + 1_000_000_000L;
        while (System.nanoTime() < end) {
          three.say(Said.ephemeral(frame.encode()));
          assertThat(one.next()).isInstanceOf(Heard.Ephemeral.class);
        }
      }

      assertThat(one.expect(Heard.Left.class)).isEqualTo(new Heard.Left(editor.id().value()));
    }
  }

  @Test
  void whoWasWithABrokerThatDiesHasLeft() {
    try (var own = RedisServer.start(folder);
        var fleet = Brokers.on(List.of(own.url(), own.url(), dying(own)))) {
      var creator = fleet.get(0).host();
      var staying = fleet.get(0).guest();
      staying.join(creator.invite(Role.EDITOR)).require(201);
      var going = fleet.get(0).guest();
      going.join(creator.invite(Role.EDITOR)).require(201);
      try (var one = LiveClient.follow(fleet.get(0), creator, 0);
          var two = LiveClient.follow(fleet.get(1), staying, 0);
          var three = LiveClient.follow(fleet.get(2), going, 0)) {
        fleet.awaitFleet(creator.session());
        two.say(Said.ephemeral(staying.seal(FrameKind.EPHEMERAL, 0, "here").encode()));
        one.skipTo(Heard.Ephemeral.class);
        three.say(Said.ephemeral(going.seal(FrameKind.EPHEMERAL, 0, "here").encode()));
        one.skipTo(Heard.Ephemeral.class);

        // For the others it is as if it were gone.
        own.command("ACL", "SETUSER", "dying", "off");
        own.command("CLIENT", "KILL", "USER", "dying");

        assertThat(one.skipTo(Heard.Left.class)).isEqualTo(new Heard.Left(going.id().value()));
        assertThat(two.skipTo(Heard.Left.class)).isEqualTo(new Heard.Left(going.id().value()));
      }
    }
  }

  /// The address for a user of its own.
  private static String dying(RedisServer of) {
    of.command("ACL", "SETUSER", "dying", "on", ">secret", "~*", "&*", "+@all");
    return of.url().replace("//", "//dying:secret@");
  }

  @Test
  void aProofCountsOnceWithAllOfThem() {
    brokers.get(0).awaitBrokers(3);
    brokers.get(1).awaitBrokers(3);
    editor.meet(brokers.get(0));
    var path = editor.path("/channels/0");
    var nonce = editor.freshNonce();
    var proof =
        editor
            .proof("GET", path, editor.accessToken(), Optional.of(nonce), TestDevice.freshId())
            .sign(editor.signingKey());
    editor.callWith(editor.accessToken(), proof, "GET", path, Map.of()).require(200);

    editor.meet(brokers.get(1));

    assertThat(editor.callWith(editor.accessToken(), proof, "GET", path, Map.of()).code())
        .isEqualTo("token_invalid");
  }

  @Test
  void aRedisWithoutShardedChannelsWillDo() {
    try (var older =
            RedisServer.start(
                folder, "--rename-command", "SSUBSCRIBE", "", "--rename-command", "SPUBLISH", "");
        var fleet = Brokers.on(older.url(), 2)) {
      var creator = fleet.get(0).host();
      var viewer = fleet.get(0).guest();
      viewer.join(creator.invite(Role.VIEWER)).require(201);
      try (var one = LiveClient.follow(fleet.get(0), creator, 0);
          var two = LiveClient.follow(fleet.get(1), viewer, 0)) {
        fleet.awaitFleet(creator.session());
        var frame = creator.seal(FrameKind.EPHEMERAL, 0, "a cursor");

        one.say(Said.ephemeral(frame.encode()));

        assertThat(two.skipTo(Heard.Ephemeral.class).frame()).isEqualTo(Bytes.of(frame.encode()));
      }
    }
  }
}
