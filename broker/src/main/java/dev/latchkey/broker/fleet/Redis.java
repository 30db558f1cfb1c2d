package dev.latchkey.broker.fleet;

import dev.latchkey.broker.config.RedisUrl;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Redis, as long as it is there. Nothing that it has must be kept: whoever asks is answered within
/// 50 ms or goes on without, and what is told may get lost. Its own thread keeps the connections:
/// it opens new ones when they break, and when this broker does not hear its own beats.
public final class Redis implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

  private static final Logger LOG = System.getLogger(Redis.class.getName());
  private static final Duration ALONE_AFTER_A_FAILURE = Duration.ofSeconds(1);
  private static final Duration DEAF_FOR = Duration.ofSeconds(2);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
  private static final int LONGEST_GOODBYE_SECONDS = 1;
  private static final String LANE = "latchkey:beat:";
  private static final int LANES_OF_A_CLUSTER = 16;

  private final RedisUrl url;
  private final Beats beats;
  private final LongSupplier nanoTime;
  private final Duration longestWait;
  private final Set<String> channels = ConcurrentHashMap.newKeySet();
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong lost = new AtomicLong();
  private final LongAdder errors = new LongAdder();
  private final ClientResources resources =
      DefaultClientResources.builder()
          .ioThreadPoolSize(2)
          .computationThreadPoolSize(2)
          .reconnectDelay(Delay.constant(BETWEEN_TRIES))
          .build();
  private final Thread keeper = Thread.ofPlatform().daemon().name("redis").unstarted(this::keep);
  private volatile @Nullable Link link;
  private volatile long linkedAt;
  private volatile long aloneUntil;
  private volatile boolean well;
  private boolean unreachable;
  private volatile boolean closed;
  private volatile @Nullable Hearing current;
  private @Nullable Listener listener;

  /// Who hears what is told. Called by threads that must not be kept.
  interface Listener {
    void told(String channel, byte[] message);

    /// What was told by this channel until now may have been missed.
    void missed(String channel);

    /// What was told by any channel may have been missed.
    void missed();
  }

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  Redis(RedisUrl url, BulletinSeal seal, LongSupplier nanoTime) {
    this(url, seal, nanoTime, LONGEST_WAIT);
  }

  /// @param longestWait how long anybody waits for an answer
  Redis(RedisUrl url, BulletinSeal seal, LongSupplier nanoTime, Duration longestWait) {
    this.url = url;
    this.beats = new Beats(seal, lanes(url), nanoTime);
    this.nanoTime = nanoTime;
    this.longestWait = longestWait;
    this.aloneUntil = nanoTime.getAsLong();
  }

  void start(Listener hearing) {
    listener = hearing;
    keeper.start();
  }

  /// What Redis answers to this; empty if it does not within 50 ms, or has not lately.
  <T> Optional<T> ask(
      Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> question) {
    var commands = commands();
    if (commands.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          question
              .apply(commands.get())
              .toCompletableFuture()
              .get(longestWait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException | RedisException e) {
      failed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  Duration longestWait() {
    return longestWait;
  }

  /// By what Redis can be asked; empty if nobody should: it has not answered lately.
  Optional<RedisClusterAsyncCommands<String, byte[]>> commands() {
    var now = link;
    return now != null && nanoTime.getAsLong() - aloneUntil >= 0 && beats.hearsItself()
        ? Optional.of(now.commands())
        : Optional.empty();
  }

  /// Redis has not answered in time, or with an error: for a second nobody asks it.
  void failed() {
    errors.increment();
    aloneUntil = nanoTime.getAsLong() + ALONE_AFTER_A_FAILURE.toNanos();
  }

  /// How often it has not answered, or could not be reached.
  long errors() {
    return errors.sum();
  }

  /// Whether all brokers hear each other.
  boolean hearsAll() {
    return link != null && beats.hearsAll();
  }

  /// Whether what is told by the channel arrives.
  boolean hears(String channel) {
    return open.contains(channel) && hearsAll();
  }

  /// Whether a broker has been lost since this was asked last.
  boolean hasLostABroker() {
    return beats.hasLost();
  }

  /// How many brokers there are; while Redis is gone, as many as there were.
  int brokers() {
    return beats.brokers();
  }

  /// The connections of now.
  Optional<Link> link() {
    return Optional.ofNullable(link);
  }

  /// So many bulletins could not be told, which the others will be told as soon as they can.
  void lost(int count) {
    lost.addAndGet(count);
  }

  void listen(String channel) {
    if (channels.add(channel)) {
      link().ifPresent(it -> it.listen(List.of(channel)));
    }
  }

  void ignore(String channel) {
    if (channels.remove(channel)) {
      open.remove(channel);
      link().ifPresent(it -> it.ignore(channel));
    }
  }

  /// The channels of all sessions that are listened to.
  Set<String> channels() {
    return channels;
  }

  private void keep() {
    while (!closed) {
      try {
        if (isDead()) {
          relink();
        }
        var _ = beat(lost.get());
        tellHealth();
      } catch (RedisException e) {
        errors.increment();
        tellUnreachable(e);
      } catch (RuntimeException e) {
        // The next round may succeed; a round that threw would be the last one.
        LOG.log(Level.ERROR, "the connections to Redis cannot be kept", e);
      }
      LockSupport.parkNanos((link == null ? BETWEEN_TRIES : Beats.BETWEEN).toNanos());
    }
  }

  private boolean isDead() {
    return link == null
        || (!beats.hearsItself() && nanoTime.getAsLong() - linkedAt >= DEAF_FOR.toNanos());
  }

  /// The new connections first: where only a part of a cluster is gone, the rest is heard all the
  /// time.
  private void relink() {
    var before = link;
    linkedAt = nanoTime.getAsLong();
    var hearing = new Hearing();
    var next = Link.open(url, resources, hearing);
    next.listen(beats.lanes());
    open.clear();
    link = next;
    next.listen(channels);
    current = hearing;
    linkedAt = nanoTime.getAsLong();
    close(before);
  }

  private static void close(@Nullable Link old) {
    if (old != null) {
      var _ = old.close();
    }
  }

  private List<CompletableFuture<Long>> beat(long lostUntilNow) {
    var posts =
        beats.lanes().stream()
            .map(lane -> new Link.Post(lane, beats.beat(lane, lostUntilNow)))
            .toList();
    return link().map(it -> it.post(posts)).orElse(List.of());
  }

  /// Once, until it is reached.
  private void tellUnreachable(RedisException failure) {
    if (!unreachable) {
      unreachable = true;
      well = false;
      Throwable cause = failure;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      var why = cause.getMessage();
      LOG.log(Level.WARNING, () -> "Redis cannot be reached, going on without it: " + why);
    }
  }

  private void tellHealth() {
    boolean now = beats.hearsItself();
    unreachable &= !now;
    if (now != well) {
      well = now;
      LOG.log(
          now ? Level.INFO : Level.WARNING,
          now ? "connected to Redis" : "Redis does not answer: going on without it");
    }
  }

  /// A lane of a cluster is a sixteenth of its slots, by the channel of a name that falls into it.
  private static List<String> lanes(RedisUrl url) {
    if (!url.cluster()) {
      return List.of(LANE);
    }
    var lanes = new String[LANES_OF_A_CLUSTER];
    int found = 0;
    for (int name = 0; found < lanes.length; name++) {
      int lane = SlotHash.getSlot(LANE + name) * lanes.length / SlotHash.SLOT_COUNT;
      if (lanes[lane] == null) {
        lanes[lane] = LANE + name;
        found++;
      }
    }
    return List.of(lanes);
  }

  private final class Hearing implements Link.Events {
    @Override
    public void told(String channel, byte[] message) {
      var hearing = listener;
      if (hearing == null) {
        return;
      }
      if (!channel.startsWith(LANE)) {
        hearing.told(channel, message);
      } else if (beats.hear(channel, message)) {
        hearing.missed();
      }
    }

    @Override
    public void opened(String channel) {
      var hearing = listener;
      if (hearing != null && !channel.startsWith(LANE)) {
        open.add(channel);
        hearing.missed(channel);
      }
    }

    @Override
    public void closed(String channel) {
      if (open.remove(channel) && current == this) {
        link().ifPresent(it -> it.listen(List.of(channel)));
      }
    }

    @Override
    public void broken() {
      if (current == this) {
        close(link);
        link = null;
        LockSupport.unpark(keeper);
      }
    }
  }

  /// Says goodbye, so that nobody waits for this broker.
  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    try {
      keeper.join();
      current = null;
      CompletableFuture.allOf(beat(-1).toArray(CompletableFuture<?>[]::new))
          .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RedisException e) {
      // The others will notice.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link().ifPresent(it -> it.close().join());
    // An attempt to connect that was interrupted still ends by its own time.
    var _ =
        resources.shutdown(LONGEST_GOODBYE_SECONDS, 2 * LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
  }
}
