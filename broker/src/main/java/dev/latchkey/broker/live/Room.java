package dev.latchkey.broker.live;

import dev.latchkey.broker.http.Problem;
import dev.latchkey.broker.relay.Commit;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.Write;
import dev.latchkey.broker.relay.Written;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.Standing;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The connections of one session. Passes on what is committed: every statement before the frames
/// that it judges, the frames of a channel by their sequence numbers, each once. It is over 400
/// lines because all that happens under its one lock stands together.
final class Room {
  private static final int MOST_EARLY = 256;
  private static final int MOST_SEATS_PER_MEMBER = 16;
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
  private static final Duration WAIT_FOR_A_SEAT = Duration.ofSeconds(10);

  private final History history;
  private final int compactAfter;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Seat> seats = new ArrayList<>();
  private final Set<MemberId> elsewhere = new HashSet<>();
  private final Map<Integer, LiveChannel> channels = new HashMap<>();
  private final News news;
  /// As of the newest statement that was told.
  private @Nullable Roster roster;
  /// Whether the ledger has more than everybody was told.
  private volatile boolean grown;
  private long toldAt;

  Room(History history, int compactAfter, LongSupplier nanoTime) {
    this.history = history;
    this.news = new News(history, seats);
    this.compactAfter = compactAfter;
    this.nanoTime = nanoTime;
    this.toldAt = nanoTime.getAsLong();
  }

  History history() {
    return history;
  }

  void enter(Seat seat) {
    lock.lock();
    try {
      if (seatsOf(seat) >= MOST_SEATS_PER_MEMBER) {
        throw new ClosingException(
            CloseCode.RATE_LIMITED, "too many connections of a member", WAIT_FOR_A_SEAT);
      }
      seats.add(seat);
    } finally {
      lock.unlock();
    }
  }

  /// Gives the place up.
  ///
  /// @return whether nobody is left
  boolean leave(Seat seat) {
    lock.lock();
    try {
      seats.remove(seat);
      return seats.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Whether the member has a seat.
  boolean has(MemberId member) {
    lock.lock();
    try {
      return seats.stream().anyMatch(it -> it.member().equals(member));
    } finally {
      lock.unlock();
    }
  }

  /// Tells that the last connection of the member is gone, unless it has a seat here.
  void left(MemberId member) {
    lock.lock();
    try {
      if (seats.stream().noneMatch(it -> it.member().equals(member))) {
        elsewhere.remove(member);
        var left = Message.left(member);
        seats.forEach(it -> it.send(left));
      }
    } finally {
      lock.unlock();
    }
  }

  /// Lets the seat hear statements from this position on.
  void hearLog(Seat seat, int from) {
    lock.lock();
    try {
      var now = look();
      news.tellStatements(seat, from, now.size());
      seats.forEach(Seat::leaveIfDue);
    } finally {
      lock.unlock();
    }
  }

  /// Lets the seat hear checkpoints of the ledger, from the one of now on.
  void hearLedger(Seat seat) {
    var note = history.checkpoint();
    lock.lock();
    try {
      seat.hearCheckpoints(note, Message.checkpoint(note));
    } finally {
      lock.unlock();
    }
    // What was entered meanwhile nobody has told this seat.
    grown = true;
  }

  /// The ledger has grown.
  void grown() {
    grown = true;
  }

  /// Lets the seat hear names above this version.
  void hearNames(Seat seat, long after) {
    lock.lock();
    try {
      news.tellNames(seat, after);
    } finally {
      lock.unlock();
    }
  }

  /// Lets the seat hear the frames of the channel after this one.
  ///
  /// @return false, with nothing done, if there is too much between that one and now
  boolean hearChannel(Seat seat, int number, long after) {
    lock.lock();
    try {
      var channel = channels.computeIfAbsent(number, this::open);
      if (after > channel.order().last()) {
        catchUp(channel);
      }
      var page = history.page(number, after);
      if (page.more()) {
        return false;
      }
      pullLog();
      for (var stored : page.frames()) {
        if (stored.seq() <= channel.order().last()) {
          seat.send(Message.frame(number, stored));
        }
      }
      seat.hear(number);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Frames were stored.
  void written(List<Commit> commits) {
    lock.lock();
    try {
      for (var commit : commits) {
        var channel = channels.get(commit.header().channel());
        if (channel != null) {
          channel.order().take(commit).forEach(ready -> deliver(channel, ready));
          if (channel.order().waiting() > MOST_EARLY) {
            catchUp(channel);
          }
        }
      }
    } catch (ClosingException e) {
      closeAll(e.code());
    } finally {
      lock.unlock();
    }
  }

  /// The statement log or the names have grown.
  void changed() {
    grown = true;
    lock.lock();
    try {
      pullLog();
      news.tellNames();
    } catch (ClosingException e) {
      closeAll(e.code());
    } finally {
      lock.unlock();
    }
  }

  /// The session stands here now: tells whatever nobody has told yet.
  void moved(Standing standing) {
    lock.lock();
    try {
      if (roster == null || roster.size() < standing.size()) {
        grown = true;
        pullLog();
      }
      if (news.namesVersion() < standing.namesVersion()) {
        news.tellNames();
      }
      for (var channel : channels.values()) {
        if (channel.order().last() < standing.heads().getOrDefault(channel.number(), 0L)) {
          catchUp(channel);
        }
      }
    } catch (ClosingException e) {
      closeAll(e.code());
    } finally {
      lock.unlock();
    }
  }

  /// Makes sure that every statement until now was sent, and that everybody may still be here.
  void bringLog() {
    lock.lock();
    try {
      pullLog();
    } finally {
      lock.unlock();
    }
  }

  /// Writes for the seat, and answers it in the place of each frame.
  ///
  /// @param refs of the writes
  /// @param writing does what is wanted, and tells this room of it before it returns
  void write(
      Seat seat,
      List<Integer> refs,
      List<Write> writes,
      BiFunction<Membership, List<Write>, List<Written>> writing) {
    lock.lock();
    try {
      for (int i = 0; i < writes.size(); i++) {
        if (seat.hears(writes.get(i).header().channel())) {
          seat.await(writes.get(i).header(), refs.get(i));
        }
      }
    } finally {
      lock.unlock();
    }
    var answers = writing.apply(seat.membership(), writes);
    lock.lock();
    try {
      for (int i = 0; i < writes.size(); i++) {
        settle(seat, refs.get(i), writes.get(i).header(), answers.get(i));
      }
    } finally {
      lock.unlock();
    }
  }

  /// Passes the frame on to these, if its sender may still send it.
  ///
  /// @return whether it may
  boolean relay(FrameHeader header, Bytes frame, Predicate<Seat> recipients) {
    lock.lock();
    try {
      boolean allowed = roster != null && mayRelay(roster, header);
      if (allowed) {
        var message = Message.ephemeral(frame);
        seats.stream().filter(recipients).forEach(seat -> seat.send(message));
      }
      return allowed;
    } finally {
      lock.unlock();
    }
  }

  /// Passes on what a member with a connection elsewhere has sent.
  void hear(FrameHeader header, Bytes frame) {
    lock.lock();
    try {
      if (relay(header, frame, _ -> true)) {
        elsewhere.add(header.sender());
      }
    } finally {
      lock.unlock();
    }
  }

  /// The members that were heard from elsewhere and have no seat here, until they leave.
  List<MemberId> elsewhere() {
    lock.lock();
    try {
      seats.forEach(it -> elsewhere.remove(it.member()));
      return List.copyOf(elsewhere);
    } finally {
      lock.unlock();
    }
  }

  /// Called again and again: does what no commit brings about.
  void tick() {
    tellLedger();
    lock.lock();
    try {
      for (var channel : channels.values()) {
        if (channel.order().waiting() > 0) {
          catchUp(channel);
        }
        channel.askToCompact(seats, compactAfter, nanoTime.getAsLong());
      }
    } catch (ClosingException e) {
      closeAll(e.code());
    } finally {
      lock.unlock();
    }
  }

  /// Signs outside the lock: nothing that is passed on waits for it.
  private void tellLedger() {
    long now = nanoTime.getAsLong();
    if (!grown || now - toldAt < BETWEEN_CHECKPOINTS.toNanos()) {
      return;
    }
    grown = false;
    toldAt = now;
    try {
      var note = history.checkpoint();
      var message = Message.checkpoint(note);
      lock.lock();
      try {
        seats.forEach(seat -> seat.tellCheckpoint(note, message));
      } finally {
        lock.unlock();
      }
    } catch (ClosingException e) {
      // The session is gone, which everybody is told for another reason.
    }
  }

  /// How many members are here.
  long members() {
    lock.lock();
    try {
      return seats.stream().map(Seat::member).distinct().count();
    } finally {
      lock.unlock();
    }
  }

  private void closeAll(CloseCode code) {
    seats.forEach(seat -> seat.close(code));
  }

  private long seatsOf(Seat seat) {
    return seats.stream().filter(it -> it.member().equals(seat.member())).count();
  }

  private LiveChannel open(int number) {
    var heads = history.heads(number);
    return new LiveChannel(number, heads.head(), heads.base());
  }

  private void settle(Seat seat, int ref, FrameHeader header, Written answer) {
    switch (answer) {
      case Written.At(long seq) -> {
        var channel = channels.get(header.channel());
        // What is still to come is answered in its place.
        if (channel == null
            || !seat.hears(header.channel())
            || (channel.order().last() >= seq && seat.forget(header, ref))) {
          seat.send(Message.acked(ref, seq));
        }
      }
      case Written.Refused refused -> {
        seat.forget(header, ref);
        seat.send(Message.refused(ref, Problem.of(refused.why()).body()));
      }
    }
  }

  private void deliver(LiveChannel channel, Commit commit) {
    if (commit.logSize() > news.size()) {
      pullLog();
    }
    var message = Message.frame(channel.number(), new StoredFrame(commit.seq(), commit.frame()));
    for (var seat : seats) {
      if (seat.hears(channel.number())) {
        seat.deliver(commit, message);
      }
    }
    switch (commit.header().kind()) {
      case REPLACE -> channel.moveBase(history.heads(channel.number()).base());
      case APPEND, EPHEMERAL, NAME -> {}
    }
    channel.askToCompact(seats, compactAfter, nanoTime.getAsLong());
  }

  /// Delivers what the store has and nobody has told of.
  private void catchUp(LiveChannel channel) {
    boolean more = true;
    while (more) {
      var page = history.page(channel.number(), channel.order().last());
      int logSize = history.row().size();
      for (var stored : page.frames()) {
        var header = Frame.headerOf(stored.frame());
        channel.order().skipTo(stored.seq());
        deliver(channel, new Commit(header, stored.seq(), stored.frame(), logSize));
      }
      more = page.more();
    }
  }

  /// Tells what the log has more, to each only what it may hear, and ends the connections whose
  /// members may no longer be here.
  private void pullLog() {
    var now = look();
    news.tellStatements(now.size());
    seats.forEach(Seat::leaveIfDue);
  }

  private Roster look() {
    var now = history.roster();
    roster = now;
    seats.forEach(seat -> seat.look(now));
    return now;
  }

  private static boolean mayRelay(Roster roster, FrameHeader header) {
    return header.epoch() == roster.epoch()
        && roster
            .member(header.sender())
            .filter(it -> it.active() && it.role() != Role.AUDITOR)
            .isPresent();
  }
}
