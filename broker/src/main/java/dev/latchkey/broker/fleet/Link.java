package dev.latchkey.broker.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.config.HostPort;
import dev.latchkey.broker.config.RedisUrl;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The connections to Redis of one moment: one to ask and to tell by, one to listen on. With
/// sharded channels where Redis has them, from version 7 on. Where it is a cluster they find each
/// node by themselves.
final class Link {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);
  private static final String NOBODYS = "latchkey:nobody";
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final int MOST_REQUESTS = 65_536;

  private final AbstractRedisClient client;
  private final StatefulConnection<String, byte[]> asking;
  private final RedisClusterAsyncCommands<String, byte[]> commands;
  private final StatefulRedisPubSubConnection<String, byte[]> listening;
  private final boolean sharded;

  /// Called by the threads of the connections, which must not be kept.
  interface Events {
    /// Somebody has told this by a channel.
    void told(String channel, byte[] message);

    /// From now on what is told by the channel arrives.
    void opened(String channel);

    /// The channel has moved to another node, if we did not close it.
    void closed(String channel);

    /// A connection is gone.
    void broken();
  }

  /// A message for a channel.
  static final class Post {
    private final String channel;
    private final byte[] message;

    Post(String channel, byte[] message) {
      this.channel = channel;
      this.message = message;
    }
  }

  private Link(
      AbstractRedisClient client,
      StatefulConnection<String, byte[]> asking,
      RedisClusterAsyncCommands<String, byte[]> commands,
      StatefulRedisPubSubConnection<String, byte[]> listening) {
    this.client = client;
    this.asking = asking;
    this.commands = commands;
    this.listening = listening;
    this.sharded = hasShardedChannels();
  }

  /// Throws [RedisException] if Redis cannot be reached.
  static Link open(RedisUrl url, ClientResources resources, Events events) {
    return url.cluster() ? openCluster(url, resources, events) : openOne(url, resources, events);
  }

  private static Link openOne(RedisUrl url, ClientResources resources, Events events) {
    var client = RedisClient.create(resources, uri(url, url.nodes().getFirst()));
    client.setOptions(options(ClientOptions.builder()).autoReconnect(false).build());
    client.addListener(new Breaks(events));
    try {
      var asking = client.connect(CODEC);
      var listening = client.connectPubSub(CODEC);
      listening.addListener(new Listening(events));
      return new Link(client, asking, asking.async(), listening);
    } catch (RuntimeException e) {
      var _ = shutdown(client);
      throw e;
    }
  }

  private static Link openCluster(RedisUrl url, ClientResources resources, Events events) {
    var client =
        RedisClusterClient.create(
            resources, url.nodes().stream().map(node -> uri(url, node)).toList());
    client.setOptions(
        ((ClusterClientOptions.Builder) options(ClusterClientOptions.builder()))
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .adaptiveRefreshTriggersTimeout(LONGEST)
                    .enablePeriodicRefresh(Duration.ofSeconds(5))
                    .build())
            .build());
    try {
      var asking = client.connect(CODEC);
      var listening = client.connectPubSub(CODEC);
      listening.addListener(new Listening(events));
      return new Link(client, asking, asking.async(), listening);
    } catch (RuntimeException e) {
      var _ = shutdown(client);
      throw e;
    }
  }

  RedisClusterAsyncCommands<String, byte[]> commands() {
    return commands;
  }

  /// Sends all of them in one go.
  ///
  /// @return one promise for each, kept when Redis has it
  List<CompletableFuture<Long>> post(List<Post> posts) {
    var sent = new ArrayList<AsyncCommand<String, byte[], Long>>();
    var type = sharded ? CommandType.SPUBLISH : CommandType.PUBLISH;
    for (var post : posts) {
      var args = new CommandArgs<>(CODEC).addKey(post.channel).addValue(post.message);
      sent.add(new AsyncCommand<>(new Command<>(type, new IntegerOutput<>(CODEC), args)));
    }
    Collection<RedisCommand<String, byte[], ?>> all = new ArrayList<>(sent);
    asking.dispatch(all);
    return sent.stream().map(AsyncCommand::toCompletableFuture).toList();
  }

  /// Listens to these channels, too. Of each [Events#opened] tells when it does.
  void listen(Collection<String> channels) {
    for (var channel : channels) {
      var _ =
          sharded ? listening.async().ssubscribe(channel) : listening.async().subscribe(channel);
    }
  }

  void ignore(String channel) {
    var _ =
        sharded ? listening.async().sunsubscribe(channel) : listening.async().unsubscribe(channel);
  }

  /// Closes the connections.
  ///
  /// @return a promise that is kept when they are closed
  CompletableFuture<Void> close() {
    return shutdown(client);
  }

  private static CompletableFuture<Void> shutdown(AbstractRedisClient client) {
    return client.shutdownAsync(0, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean hasShardedChannels() {
    try {
      var _ =
          commands.spublish(NOBODYS, new byte[0]).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (TimeoutException e) {
      throw new RedisException("no answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException(e);
    }
  }

  private static RedisURI uri(RedisUrl url, HostPort node) {
    var uri =
        RedisURI.builder()
            .withHost(node.host())
            .withPort(node.port())
            .withSsl(url.tls())
            .withTimeout(LONGEST);
    if (url.password().isPresent()) {
      byte[] exposed = url.password().get().expose();
      char[] password = new String(exposed, UTF_8).toCharArray();
      Arrays.fill(exposed, (byte) 0);
      return url.user().isEmpty()
          ? uri.withPassword(password).build()
          : uri.withAuthentication(url.user(), password).build();
    }
    return uri.build();
  }

  private static ClientOptions.Builder options(ClientOptions.Builder builder) {
    return builder
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MOST_REQUESTS)
        .socketOptions(SocketOptions.builder().connectTimeout(LONGEST).build());
  }

  private record Breaks(Events events) implements RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      events.broken();
    }
  }

  private static final class Listening extends RedisPubSubAdapter<String, byte[]> {
    private final Events events;

    Listening(Events events) {
      this.events = events;
    }

    @Override
    public void message(String channel, byte[] message) {
      events.told(channel, message);
    }

    @Override
    public void smessage(String channel, byte[] message) {
      events.told(channel, message);
    }

    @Override
    public void subscribed(String channel, long count) {
      events.opened(channel);
    }

    @Override
    public void ssubscribed(String channel, long count) {
      events.opened(channel);
    }

    @Override
    public void sunsubscribed(String channel, long count) {
      events.closed(channel);
    }
  }
}
