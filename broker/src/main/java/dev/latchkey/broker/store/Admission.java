package dev.latchkey.broker.store;

import dev.latchkey.broker.relay.FrameToStore;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NameResult;
import dev.latchkey.broker.session.NameToStore;
import dev.latchkey.broker.session.SessionRow;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one order in which every store looks for what speaks against a write. The store asks inside
/// the step that will do it.
public final class Admission {
  /// Of so many epochs before the current one the last frame of each instance is remembered, so
  /// that a retry still gets its old answer.
  public static final int REMEMBERED_EPOCHS = 16;

  private static final int MAX_LOG_ENTRIES = 10_000;
  private static final long MAX_LOG_BYTES = 8 * 1024 * 1024;

  private Admission() {}

  /// What speaks first against this frame.
  ///
  /// @param last the last durable frame of its epoch, sender and instance; null if there is none
  /// @param head the head of its channel
  /// @param freed bytes of the frames that it covers
  public static Optional<WriteResult> refusal(
      FrameToStore frame, SessionRow session, @Nullable LastFrame last, long head, long freed) {
    if (last != null && last.is(frame.counter(), frame.frame())) {
      return Optional.of(new WriteResult.Repeated(last.answer()));
    }
    if (frame.guard() != session.guard()) {
      return Optional.of(new WriteResult.RosterMoved());
    }
    if (last != null && frame.counter() <= last.counter()) {
      return Optional.of(new WriteResult.CounterUsed(last.counter()));
    }
    if (frame.epoch() != session.epoch()) {
      return Optional.of(new WriteResult.EpochClosed(session.epoch()));
    }
    if (!frame.condition().holds(head) || frame.covers().orElse(0) > head) {
      return Optional.of(new WriteResult.HeadMoved(head));
    }
    if (session.storedBytes() - freed + frame.frame().size() > frame.maxSessionBytes()) {
      return Optional.of(new WriteResult.Full());
    }
    return Optional.empty();
  }

  /// What speaks first against this entry, before its challenge is looked at.
  ///
  /// @param heads of all channels that were written; looked at only if the effects close channels
  public static Optional<AppendResult> refusal(
      String entry,
      Effects effects,
      SessionRow session,
      int expectedSize,
      Map<Integer, Long> heads) {
    if (session.size() != expectedSize) {
      return Optional.of(new AppendResult.Conflict(session.size()));
    }
    if (session.size() >= MAX_LOG_ENTRIES
        || session.logBytes() + logBytes(entry, effects) > MAX_LOG_BYTES) {
      return Optional.of(new AppendResult.Full());
    }
    if (effects.closing().filter(it -> !it.equals(heads)).isPresent()) {
      return Optional.of(new AppendResult.HeadsMoved(heads));
    }
    return Optional.empty();
  }

  /// By how much this entry makes the log grow.
  public static long logBytes(String entry, Effects effects) {
    return entry.length() + effects.textBytes();
  }

  /// What speaks first against this name.
  ///
  /// @param last the last name frame of its epoch, sender and instance; null if there is none
  public static Optional<NameResult> refusal(
      NameToStore name, SessionRow session, @Nullable LastFrame last) {
    if (last != null && last.is(name.counter(), name.frame())) {
      return Optional.of(new NameResult.Named(last.answer()));
    }
    if (name.guard() != session.guard()) {
      return Optional.of(new NameResult.RosterMoved());
    }
    if (name.epoch() != session.epoch()) {
      return Optional.of(new NameResult.EpochClosed(session.epoch()));
    }
    if (last != null && name.counter() <= last.counter()) {
      return Optional.of(new NameResult.CounterUsed(last.counter()));
    }
    return Optional.empty();
  }
}
