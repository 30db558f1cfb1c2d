package dev.latchkey.broker.store;

import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.FrameToStore;
import dev.latchkey.crypto.Bytes;
import java.util.OptionalLong;

/// A frame for tests: one that a new session takes, until something about it is changed.
public record FrameDraft(
    Bytes bytes,
    int epoch,
    int instance,
    long counter,
    Condition condition,
    OptionalLong covers,
    int guard,
    long maxSessionBytes) {

  /// The frame of this instance with this counter: an append without condition.
  public static FrameDraft frame(int instance, long counter) {
    return new FrameDraft(
        Samples.bytes("frame " + instance + " " + counter),
        1,
        instance,
        counter,
        new Condition.Any(),
        OptionalLong.empty(),
        1,
        1_000_000);
  }

  public FrameDraft ofSize(int size) {
    return new FrameDraft(
        Bytes.of(new byte[size]),
        epoch,
        instance,
        counter,
        condition,
        covers,
        guard,
        maxSessionBytes);
  }

  public FrameDraft inEpoch(int other) {
    return new FrameDraft(
        bytes, other, instance, counter, condition, covers, guard, maxSessionBytes);
  }

  public FrameDraft on(Condition other) {
    return new FrameDraft(bytes, epoch, instance, counter, other, covers, guard, maxSessionBytes);
  }

  public FrameDraft covering(long upTo) {
    return new FrameDraft(
        bytes, epoch, instance, counter, condition, OptionalLong.of(upTo), guard, maxSessionBytes);
  }

  public FrameDraft underGuard(int other) {
    return new FrameDraft(
        bytes, epoch, instance, counter, condition, covers, other, maxSessionBytes);
  }

  /// For a session whose frames may come to so much beside the log that it began with.
  public FrameDraft within(long bytesOfFrames) {
    return new FrameDraft(
        bytes,
        epoch,
        instance,
        counter,
        condition,
        covers,
        guard,
        bytesOfFrames + Samples.LOG_BYTES);
  }

  public FrameToStore toStore() {
    return new FrameToStore(
        bytes,
        epoch,
        Samples.HOST,
        Samples.instance(instance),
        counter,
        condition,
        covers,
        guard,
        Samples.START,
        maxSessionBytes);
  }
}
