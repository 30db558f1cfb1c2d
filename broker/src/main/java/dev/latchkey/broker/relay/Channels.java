package dev.latchkey.broker.relay;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.CounterUsed;
import dev.latchkey.broker.BrokerException.EpochClosed;
import dev.latchkey.broker.BrokerException.HeadMoved;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.BrokerException.SessionEnded;
import dev.latchkey.broker.BrokerException.SessionStorageFull;
import dev.latchkey.broker.session.Holds;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Writing to channels and reading from them. A frame is stored only if its sender is the caller,
/// who may write at the very position of the statement log at which it is stored. Whether the
/// sender has signed it is for every reader to check.
public final class Channels {
  // In base64url within JSON this comes to 1 MiB.
  private static final int MAX_PAGE_BYTES = 786_432;
  private static final String OTHER_FRAME = "frame: want one of this kind, by the caller";

  private final ChannelStore store;
  private final Rosters rosters;
  private final Holds heldWrites;
  private final Waiters waiters;
  private final Commits commits;
  private final RelayMetrics metrics;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final long maxSessionBytes;

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  /// @param maxSessionBytes the most bytes of frames that one session stores
  public Channels(
      ChannelStore store,
      Rosters rosters,
      Holds heldWrites,
      Waiters waiters,
      Commits commits,
      RelayMetrics metrics,
      InstantSource clock,
      LongSupplier nanoTime,
      long maxSessionBytes) {
    this.store = store;
    this.rosters = rosters;
    this.heldWrites = heldWrites;
    this.waiters = waiters;
    this.commits = commits;
    this.metrics = metrics;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.maxSessionBytes = maxSessionBytes;
  }

  /// Stores the frame of one [Write].
  ///
  /// @return its sequence number
  public long write(Membership caller, Write write) {
    return switch (writeAll(caller, List.of(write)).getFirst()) {
      case Written.At(long seq) -> seq;
      case Written.Refused(BrokerException why) -> throw why;
    };
  }

  /// Stores the frames in their order, in one step as far as nothing speaks against them. All that
  /// is stored is durable, and was announced, when this returns.
  ///
  /// @return one answer for each write
  public List<Written> writeAll(Membership caller, List<Write> writes) {
    var answers = new TreeMap<Integer, Written>();
    var open = new ArrayList<Placed>();
    for (int place = 0; place < writes.size(); place++) {
      var write = writes.get(place);
      if (write.isOfRightKind() && write.header().sender().equals(caller.member())) {
        open.add(new Placed(place, write));
      } else {
        answers.put(place, new Written.Refused(new BadRequest(OTHER_FRAME)));
      }
    }
    var left = List.copyOf(open);
    while (!left.isEmpty()) {
      left = attempt(caller, left, answers);
    }
    return List.copyOf(answers.values());
  }

  /// @param place among the writes that came together
  private record Placed(int place, Write write) {}

  /// @return the writes whose sender has to be looked at again
  private List<Placed> attempt(
      Membership caller, List<Placed> writes, Map<Integer, Written> answers) {
    heldWrites.await(caller.session());
    Roster roster;
    try {
      roster = rosters.of(caller.session());
      requireWriter(roster, caller);
    } catch (NotFound | RoleForbidden | SessionEnded e) {
      writes.forEach(it -> answers.put(it.place(), new Written.Refused(e)));
      return List.of();
    }
    var frames = writes.stream().map(it -> toStore(it.write(), roster.lastChange())).toList();
    long begunAt = nanoTime.getAsLong();
    var results = store.writeAll(caller.session(), frames);
    long storedAt = nanoTime.getAsLong();
    metrics.stored(storedAt - begunAt);
    var again = new ArrayList<Placed>();
    var stored = new ArrayList<Commit>();
    for (int i = 0; i < results.size(); i++) {
      var placed = writes.get(i);
      var write = placed.write();
      Written answer =
          switch (results.get(i)) {
            case WriteResult.Stored(long seq) -> {
              stored.add(new Commit(write.header(), seq, write.frame(), roster.size()));
              yield new Written.At(seq);
            }
            case WriteResult.Repeated(long seq) -> new Written.At(seq);
            case WriteResult.RosterMoved _ -> {
              again.add(placed);
              yield new Written.Refused(new RoleForbidden());
            }
            case WriteResult.EpochClosed _ -> new Written.Refused(new EpochClosed());
            case WriteResult.CounterUsed _ -> new Written.Refused(new CounterUsed());
            case WriteResult.HeadMoved(long head) -> new Written.Refused(new HeadMoved(head));
            case WriteResult.Full _ -> new Written.Refused(new SessionStorageFull());
            case WriteResult.Gone _ -> new Written.Refused(gone());
          };
      answers.put(placed.place(), answer);
    }
    if (!stored.isEmpty()) {
      commits.written(caller.session(), stored);
      metrics.toldAll(nanoTime.getAsLong() - storedAt);
      stored.forEach(it -> metrics.frame(it.frame().size()));
    }
    return again;
  }

  private ChannelFrame toStore(Write write, int guard) {
    var header = write.header();
    return new ChannelFrame(
        header.channel(),
        new FrameToStore(
            write.frame(),
            header.epoch(),
            header.sender(),
            header.instance(),
            header.counter(),
            write.condition(),
            write.covers(),
            guard,
            clock.instant(),
            maxSessionBytes));
  }

  /// The frames after `request.after()`, at once if there is news for the reader, otherwise as soon
  /// as there is, or when the time is over.
  public Reading read(Membership caller, int channel, ReadRequest request) {
    try (var watch = waiters.watch(caller.session(), caller.member())) {
      watch.awaitNews(request.patience(), nanoTime, () -> hasNews(caller, channel, request));
    }
    var page =
        store
            .read(caller.session(), channel, request.after(), MAX_PAGE_BYTES)
            .orElseThrow(Channels::gone);
    // After the page: the log that readers fold for it must not be older than its frames.
    var heads = heads(caller, channel);
    var others = others(caller, request);
    // Last: what was read before belongs to a time when the caller was a reader.
    requireReader(caller);
    return new Reading(page, heads.size(), heads.namesVersion(), others);
  }

  private boolean hasNews(Membership caller, int channel, ReadRequest request) {
    requireReader(caller);
    return request.hasNews(heads(caller, channel)) || request.headsMoved(others(caller, request));
  }

  private Map<Integer, Long> others(Membership caller, ReadRequest request) {
    var others = new TreeMap<Integer, Long>();
    request.heads().keySet().forEach(it -> others.put(it, heads(caller, it).head()));
    return others;
  }

  private Heads heads(Membership caller, int channel) {
    return store.heads(caller.session(), channel).orElseThrow(Channels::gone);
  }

  private void requireReader(Membership caller) {
    if (member(rosters.of(caller.session()), caller).role() == Role.AUDITOR) {
      throw new RoleForbidden();
    }
  }

  private static void requireWriter(Roster roster, Membership caller) {
    var role = member(roster, caller).role();
    var counts = roster.frozen() ? role.whileFrozen() : role;
    if (counts != Role.HOST && counts != Role.EDITOR) {
      throw new RoleForbidden();
    }
  }

  private static Member member(Roster roster, Membership caller) {
    var member =
        roster
            .member(caller.member())
            .filter(Member::active)
            .orElseThrow(() -> new NotFound("not a member any more"));
    if (roster.ended()) {
      throw new SessionEnded();
    }
    return member;
  }

  private static NotFound gone() {
    return new NotFound("the session is gone");
  }
}
