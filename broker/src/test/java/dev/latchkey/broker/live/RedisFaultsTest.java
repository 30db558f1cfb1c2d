package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RedisServer;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever becomes of Redis while people write: nothing that was acknowledged is lost, and
/// everybody hears all of it in its order, each frame once.
@Timeout(120)
class RedisFaultsTest {
  private static final int EACH = 25;

  @TempDir private Path folder;

  @Test
  void withRedisKilledAndStartedAgain() {
    try (var redis = RedisServer.start(folder);
        var people = new People(redis.url())) {
      people.write();
      redis.kill();
      people.write();
      redis.start();
      people.awaitHealing();
      people.write();
      people.assertAllHeard();
    }
  }

  @Test
  void withRedisThatHangsAndGoesOn() {
    try (var redis = RedisServer.start(folder);
        var people = new People(redis.url())) {
      people.write();
      redis.pause();
      people.write();
      people.awaitDeafness();
      people.write();
      redis.resume();
      people.awaitHealing();
      people.write();
      people.assertAllHeard();
    }
  }

  @Test
  void withRedisEmptiedAndItsConnectionsCut() {
    try (var redis = RedisServer.start(folder);
        var people = new People(redis.url())) {
      people.write();
      redis.command("FLUSHALL");
      people.write();
      redis.command("CLIENT", "KILL", "TYPE", "pubsub");
      people.write();
      redis.command("CLIENT", "KILL", "TYPE", "normal");
      people.write();
      people.awaitHealing();
      people.assertAllHeard();
    }
  }

  @Test
  void withANodeOfAClusterKilled() {
    var nodes = RedisServer.startCluster(folder);
    try (var people = new People(nodes.getFirst().url() + "?cluster=true")) {
      people.write();
      nodes.getFirst().kill();
      people.write();
      people.brokers.awaitFleet(people.host.session());
      people.write();
      people.assertAllHeard();
    } finally {
      nodes.forEach(RedisServer::close);
    }
  }

  /// A host and an editor, each with another broker, who write at the same time.
  private static final class People implements AutoCloseable {
    private final Brokers brokers;
    private final HostDevice host;
    private final LiveClient one;
    private final LiveClient two;
    private int written;

    People(String redisUrl) {
      brokers = Brokers.on(redisUrl, 2);
      host = brokers.get(0).host();
      GuestDevice editor = brokers.get(0).guest();
      editor.join(host.invite(Role.EDITOR)).require(201);
      editor.meet(brokers.get(1));
      one = LiveClient.follow(brokers.get(0), host, 0);
      two = LiveClient.follow(brokers.get(1), editor, 0);
      brokers.awaitFleet(host.session());
    }

    void write() {
      for (int i = 0; i < EACH; i++) {
        one.append(written, 0, "one " + written);
        two.append(written, 0, "two " + written);
        written++;
      }
    }

    void awaitHealing() {
      long begin = System.nanoTime();
      brokers.awaitFleet(host.session());
      System.out.println("healed after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    void awaitDeafness() {
      brokers.get(0).awaitDeaf();
      brokers.get(1).awaitDeaf();
    }

    void assertAllHeard() {
      List<Long> all = LongStream.rangeClosed(1, 2L * written).boxed().toList();
      assertThat(one.seqs(all.size())).isEqualTo(all);
      assertThat(two.seqs(all.size())).isEqualTo(all);
    }

    @Override
    public void close() {
      one.close();
      two.close();
      brokers.close();
    }
  }
}
