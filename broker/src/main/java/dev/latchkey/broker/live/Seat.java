package dev.latchkey.broker.live;

import dev.latchkey.broker.http.Live;
import dev.latchkey.broker.relay.Commit;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.Tenure;
import dev.latchkey.crypto.seal.FrameHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection's place in its session's room: what it hears, and which of its own writes it waits
/// for. Guarded by the room.
final class Seat {
  private final Membership membership;
  private final Outbox outbox;
  private final Closing closing;
  private final BitSet channels = new BitSet();
  private final Map<FrameName, List<Integer>> awaited = new HashMap<>();
  private boolean hearsLog;
  private boolean hearsNames;
  /// The newest that it was told; null before the first.
  private @Nullable String checkpoint;
  /// The position of the statement by which the member lost its access.
  private int lastStatement = Integer.MAX_VALUE;
  private @Nullable CloseCode due;
  /// As of the newest statement that the room has seen.
  private Role role;
  /// How many entries the log had when the member was last seen to be one.
  private int log;

  /// How a connection is ended from outside; the first call counts.
  interface Closing {
    void close(CloseCode code, Duration retryAfter);
  }

  /// What names a frame among those of one member.
  private record FrameName(Bytes instance, long counter) {
    static FrameName of(FrameHeader header) {
      return new FrameName(header.instance(), header.counter());
    }
  }

  Seat(Membership membership, Outbox outbox, Closing closing) {
    this.membership = membership;
    this.outbox = outbox;
    this.closing = closing;
    this.role = membership.role();
    this.log = membership.log();
  }

  Membership membership() {
    return membership;
  }

  MemberId member() {
    return membership.member();
  }

  /// For whoever runs the broker.
  static Live.Present present(Membership membership, String transport, long nanos) {
    return new Live.Present(
        membership.session().value(),
        membership.member().value(),
        transport,
        TimeUnit.NANOSECONDS.toSeconds(nanos));
  }

  /// Takes the role that the member has now, and sees whether it may still be here.
  void look(Roster roster) {
    var now = roster.member(member());
    log = Math.max(log, now.map(it -> lastSizeOf(it, roster.size())).orElse(0));
    var reader = now.filter(it -> it.active() && it.role() != Role.AUDITOR);
    if (roster.ended()) {
      due = CloseCode.ENDED;
    } else if (reader.isPresent()) {
      role = roster.frozen() ? reader.get().role().whileFrozen() : reader.get().role();
    } else {
      due = CloseCode.FORBIDDEN;
      lastStatement = now.map(Seat::lossOf).orElse(-1);
    }
  }

  /// How long the log was when the member was last in.
  private static int lastSizeOf(Member member, int size) {
    return member.active()
        ? size
        : member.tenures().stream().mapToInt(Tenure::until).max().orElse(0);
  }

  int log() {
    return log;
  }

  private static int lossOf(Member member) {
    return member.tenures().stream()
        .filter(it -> it.role() != Role.AUDITOR)
        .mapToInt(Tenure::until)
        .max()
        .orElse(-1);
  }

  /// Tells the statement, unless it came after the one that took the member's access.
  void tell(int position, Message statement) {
    if (position <= lastStatement) {
      send(statement);
    }
  }

  /// Ends the connection if the member may not be here any more.
  void leaveIfDue() {
    if (due != null) {
      close(due);
    }
  }

  /// Tells the checkpoint, if it is another one than before, once the seat hears them.
  void tellCheckpoint(String note, Message message) {
    if (checkpoint != null && !checkpoint.equals(note)) {
      hearCheckpoints(note, message);
    }
  }

  /// Tells the checkpoint, and those to come.
  void hearCheckpoints(String note, Message message) {
    checkpoint = note;
    send(message);
  }

  /// Whether it could replace the frames of the channel.
  boolean canReplace(int channel) {
    return hears(channel) && (role == Role.HOST || role == Role.EDITOR);
  }

  boolean hears(int channel) {
    return channels.get(channel);
  }

  void hear(int channel) {
    channels.set(channel);
  }

  boolean hearsLog() {
    return hearsLog;
  }

  void hearLog() {
    hearsLog = true;
  }

  boolean hearsNames() {
    return hearsNames;
  }

  void hearNames() {
    hearsNames = true;
  }

  /// In the place of this frame the connection wants to read `acked` with this ref.
  void await(FrameHeader header, int ref) {
    awaited.computeIfAbsent(FrameName.of(header), _ -> new ArrayList<>()).add(ref);
  }

  /// Awaits it no longer.
  ///
  /// @return whether it was still awaited
  boolean forget(FrameHeader header, int ref) {
    var refs = awaited.get(FrameName.of(header));
    if (refs == null || !refs.removeIf(it -> it == ref)) {
      return false;
    }
    awaited.values().removeIf(List::isEmpty);
    return true;
  }

  /// Sends the frame, or in its place what was asked for by [#await].
  void deliver(Commit commit, Message message) {
    var header = commit.header();
    boolean own = !awaited.isEmpty() && header.sender().equals(member());
    var refs = own ? awaited.remove(FrameName.of(header)) : null;
    if (refs == null) {
      send(message);
    } else {
      refs.forEach(ref -> send(Message.acked(ref, commit.seq())));
    }
  }

  void send(Message message) {
    if (!outbox.add(message)) {
      close(CloseCode.TOO_SLOW);
    }
  }

  /// As [#send], but first waits until there is room.
  void sendPatiently(Message message) {
    awaitRoom();
    send(message);
  }

  void awaitRoom() {
    if (!outbox.awaitRoom()) {
      throw new ClosingException(CloseCode.TOO_SLOW, "ended while catching up");
    }
  }

  void close(CloseCode code) {
    closing.close(code, Duration.ZERO);
  }
}
