package dev.latchkey.broker.fleet;

import dev.latchkey.broker.live.Elsewhere;
import dev.latchkey.broker.relay.Commit;
import dev.latchkey.broker.relay.Commits;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Tells the other brokers what happens here. Whoever has something to tell never waits: it is put
/// into a queue, and left out if that is full or Redis is gone. What is left out the others find in
/// the store.
final class Outgoing implements Commits.Listener, Elsewhere, AutoCloseable {
  /// What is more is read from the store by whoever wants it.
  static final int MOST_FRAME_BYTES = 65_536;

  private static final Logger LOG = System.getLogger(Outgoing.class.getName());
  private static final int MOST_WAITING = 8_192;
  private static final int MOST_WAITING_BYTES = 16_777_216;
  private static final int MOST_AT_ONCE = 256;
  private static final int MOST_AT_ONCE_BYTES = 524_288;
  private static final int MOST_BATCHES_UNDER_WAY = 64;
  private static final long BATCH_WAIT_MILLIS = 20;
  private static final String CHANNEL = "latchkey:{";

  private final Redis redis;
  private final BulletinSeal seal;
  private final Absences absences;
  private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private final Thread teller =
      Thread.ofPlatform().daemon().name("fleet-teller").unstarted(this::tellAll);
  private UnderWay underWay = new UnderWay(null, new AtomicInteger(), new AtomicInteger());

  private record Told(SessionId session, Bulletin bulletin, int bytes) {}

  Outgoing(Redis redis, BulletinSeal seal, Absences absences) {
    this.redis = redis;
    this.seal = seal;
    this.absences = absences;
  }

  void start() {
    teller.start();
  }

  /// The channel of a session. Its hash tag keeps it in one slot of a cluster.
  static String channel(SessionId session) {
    return CHANNEL + session.value() + "}";
  }

  /// The session that has this channel.
  static SessionId session(String channel) {
    return new SessionId(channel.substring(CHANNEL.length(), channel.length() - 1));
  }

  @Override
  public void written(SessionId session, List<Commit> commits) {
    int bytes = commits.stream().mapToInt(it -> it.frame().size()).sum();
    tell(
        session,
        bytes <= MOST_FRAME_BYTES ? new Bulletin.Written(commits) : new Bulletin.Moved(),
        Math.min(bytes, MOST_FRAME_BYTES));
  }

  @Override
  public void changed(SessionId session) {
    tell(session, new Bulletin.Changed(), 0);
  }

  @Override
  public void grown(SessionId session) {
    tell(session, new Bulletin.Grown(), 0);
  }

  @Override
  public void opened(SessionId session) {
    redis.listen(channel(session));
  }

  @Override
  public void relay(SessionId session, Bytes frame) {
    tell(session, new Bulletin.Relayed(frame), frame.size());
  }

  @Override
  public boolean ask(SessionId session, MemberId member) {
    return redis.hearsAll() && begin(session, member);
  }

  /// The member was connected to another broker, perhaps to one that has died.
  void doubt(SessionId session, MemberId member) {
    var _ = begin(session, member);
  }

  private boolean begin(SessionId session, MemberId member) {
    if (!absences.begin(session, member)) {
      return false;
    }
    tell(session, new Bulletin.Leaving(member), 0);
    return true;
  }

  /// The member has a connection here.
  void here(SessionId session, MemberId member) {
    tell(session, new Bulletin.Here(member), 0);
  }

  private void tell(SessionId session, Bulletin bulletin, int bytes) {
    if (waitingBytes.addAndGet(bytes) > MOST_WAITING_BYTES
        || !queue.offer(new Told(session, bulletin, bytes))) {
      waitingBytes.addAndGet(-bytes);
      redis.lost(1);
    }
  }

  private void tellAll() {
    while (true) {
      try {
        tellSome();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // The next batch may go; one that threw would be the last one.
        redis.lost(1);
        LOG.log(Level.DEBUG, "a batch of bulletins was not told", e);
      }
    }
  }

  /// Whatever waits goes in one batch; while that is under way the next one gathers.
  private void tellSome() throws InterruptedException {
    var batch = new ArrayList<Told>();
    int bytes = 0;
    for (var next = queue.take(); next != null; ) {
      batch.add(next);
      bytes += next.bytes();
      boolean room = batch.size() < MOST_AT_ONCE && bytes < MOST_AT_ONCE_BYTES;
      next = room ? queue.poll() : null;
    }
    waitingBytes.addAndGet(-bytes);
    var link = redis.link().orElse(null);
    if (link == null) {
      redis.lost(batch.size());
      return;
    }
    if (underWay.link() != link) {
      underWay = new UnderWay(link, new AtomicInteger(), new AtomicInteger());
    }
    send(batch, bytes, underWay);
  }

  /// What Redis has not acknowledged yet.
  private record UnderWay(@Nullable Link link, AtomicInteger batches, AtomicInteger bytes) {}

  private void send(List<Told> batch, int bytes, UnderWay before) throws InterruptedException {
    if (before.link() == null
        || before.batches().get() >= MOST_BATCHES_UNDER_WAY
        || before.bytes().get() >= MOST_WAITING_BYTES) {
      redis.lost(batch.size());
      return;
    }
    before.batches().incrementAndGet();
    before.bytes().addAndGet(bytes);
    var sent = before.link().post(batch.stream().map(this::post).toList());
    var all = CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
    var _ =
        all.whenComplete(
            (_, failure) -> {
              before.batches().decrementAndGet();
              before.bytes().addAndGet(-bytes);
              if (failure != null) {
                redis.lost(batch.size());
              }
            });
    try {
      all.get(BATCH_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // It is counted above, once it is known.
    }
  }

  private Link.Post post(Told told) {
    return new Link.Post(channel(told.session()), seal.seal(told.session(), told.bulletin()));
  }

  @Override
  public void close() {
    teller.interrupt();
  }
}
