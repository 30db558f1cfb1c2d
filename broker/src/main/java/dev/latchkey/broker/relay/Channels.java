package dev.latchkey.broker.relay;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.CounterUsed;
import dev.latchkey.broker.BrokerException.EpochClosed;
import dev.latchkey.broker.BrokerException.HeadMoved;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.BrokerException.SessionStorageFull;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Writing to channels and reading from them. A frame is stored only if its sender is the caller,
/// has signed it, and may write at the very position of the statement log at which it is stored.
public final class Channels {
  // In base64url within JSON this comes to 1 MiB.
  private static final int MAX_PAGE_BYTES = 786_432;

  private final ChannelStore store;
  private final Rosters rosters;
  private final Waiters waiters;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final long maxSessionBytes;

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  /// @param maxSessionBytes the most bytes of frames that one session stores
  public Channels(
      ChannelStore store,
      Rosters rosters,
      Waiters waiters,
      InstantSource clock,
      LongSupplier nanoTime,
      long maxSessionBytes) {
    this.store = store;
    this.rosters = rosters;
    this.waiters = waiters;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.maxSessionBytes = maxSessionBytes;
  }

  /// Stores the frame at the end of the channel.
  ///
  /// @return its sequence number
  public long append(Membership caller, int channel, Bytes bytes, Condition condition) {
    return write(caller, channel, FrameKind.APPEND, bytes, condition, OptionalLong.empty());
  }

  /// Stores the frame at the end of the channel and deletes those up to `covers`.
  ///
  /// @return its sequence number
  public long replace(
      Membership caller, int channel, Bytes bytes, long covers, Condition condition) {
    return write(caller, channel, FrameKind.REPLACE, bytes, condition, OptionalLong.of(covers));
  }

  private long write(
      Membership caller,
      int channel,
      FrameKind kind,
      Bytes bytes,
      Condition condition,
      OptionalLong covers) {
    var frame = parse(bytes);
    var header = frame.header();
    if (header.kind() != kind
        || header.channel() != channel
        || !header.sender().equals(caller.member())) {
      throw new BadRequest("frame: want one of this kind, for this channel, by the caller");
    }
    while (true) {
      var roster = rosters.of(caller.session());
      var sender = member(roster, caller);
      if (!mayWrite(sender) || roster.frozen()) {
        throw new RoleForbidden();
      }
      if (!frame.isSignedBy(sender.signingKey(), caller.session())) {
        throw new BadRequest("frame: want the signature of its sender");
      }
      var result =
          store.write(
              caller.session(),
              channel,
              new FrameToStore(
                  bytes,
                  header.epoch(),
                  header.sender(),
                  header.instance(),
                  header.counter(),
                  condition,
                  covers,
                  roster.lastChange(),
                  clock.instant(),
                  maxSessionBytes));
      switch (result) {
        case WriteResult.Stored(long seq) -> {
          waiters.wake(caller.session());
          return seq;
        }
        case WriteResult.Repeated(long seq) -> {
          return seq;
        }
        case WriteResult.RosterMoved _ -> {
          // What the sender may do has changed since we looked: look again.
        }
        case WriteResult.EpochClosed _ -> throw new EpochClosed();
        case WriteResult.CounterUsed _ -> throw new CounterUsed();
        case WriteResult.HeadMoved(long head) -> throw new HeadMoved(head);
        case WriteResult.Full _ -> throw new SessionStorageFull();
        case WriteResult.Gone _ -> throw gone();
      }
    }
  }

  /// The frames after `request.after()`, at once if there is news for the reader, otherwise as soon
  /// as there is, or when the time is over.
  public Reading read(Membership caller, int channel, ReadRequest request) {
    long begin = nanoTime.getAsLong();
    try (var watch = waiters.watch(caller.session(), caller.member())) {
      requireReader(caller);
      var left = request.patience();
      while (!left.isNegative() && !left.isZero() && !request.hasNews(heads(caller, channel))) {
        if (!watch.await(left)) {
          break;
        }
        left = request.patience().minusNanos(nanoTime.getAsLong() - begin);
      }
      requireReader(caller);
    }
    var page =
        store
            .read(caller.session(), channel, request.after(), MAX_PAGE_BYTES)
            .orElseThrow(Channels::gone);
    // After the page: the log that readers fold for it must not be older than its frames.
    var heads = heads(caller, channel);
    return new Reading(page, heads.size(), heads.namesVersion());
  }

  private Heads heads(Membership caller, int channel) {
    return store.heads(caller.session(), channel).orElseThrow(Channels::gone);
  }

  private void requireReader(Membership caller) {
    if (member(rosters.of(caller.session()), caller).role() == Role.AUDITOR) {
      throw new RoleForbidden();
    }
  }

  private static boolean mayWrite(Member member) {
    return member.role() == Role.HOST || member.role() == Role.EDITOR;
  }

  private static Member member(Roster roster, Membership caller) {
    return Optional.of(roster)
        .filter(it -> !it.ended())
        .flatMap(it -> it.member(caller.member()))
        .filter(Member::active)
        .orElseThrow(() -> new NotFound("not a member any more"));
  }

  private static Frame parse(Bytes bytes) {
    try {
      return Frame.parse(bytes.toByteArray());
    } catch (FormatException e) {
      throw new BadRequest(e);
    }
  }

  private static NotFound gone() {
    return new NotFound("the session is gone");
  }
}
