package dev.latchkey.broker.live;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// What waits to be sent to one client, at most so many bytes. Whoever adds never waits for the
/// network: one virtual thread at a time, which lives only while there is something, takes all that
/// is there and writes it at once. Nothing else may write to the connection.
final class Outbox {
  private static final int MAX_BATCH_BYTES = 65_536;

  private final Carrier carrier;
  private final int maxBytes;
  private final LongSupplier nanoTime;
  private final IntConsumer sent;
  private final Queue<Message> kept = new ArrayDeque<>();
  private final Queue<Message> droppable = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private int bytes;
  private int droppableBytes;
  private int inFlight;
  private long progressAt;
  private boolean writing;
  private boolean finished;
  private boolean abandoned;
  private boolean overflowed;

  /// @param sent told the type of every message that is taken to be written
  Outbox(Carrier carrier, int maxBytes, LongSupplier nanoTime, IntConsumer sent) {
    this.carrier = carrier;
    this.maxBytes = maxBytes;
    this.nanoTime = nanoTime;
    this.sent = sent;
  }

  /// Adds the message, or leaves it out if it may be and there is no room for it. A message that
  /// must not be left out makes those go that may.
  ///
  /// @return false if there is no room for one that must not be left out
  boolean add(Message message) {
    lock.lock();
    try {
      int size = message.size();
      if (finished) {
        return true;
      }
      if (bytes + size > maxBytes && !message.isDropped()) {
        bytes -= droppableBytes;
        droppableBytes = 0;
        droppable.clear();
      }
      if (bytes + size > maxBytes) {
        overflowed |= !message.isDropped();
        return message.isDropped();
      }
      if (message.isDropped()) {
        droppable.add(message);
        droppableBytes += size;
      } else {
        kept.add(message);
      }
      begin(size);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Adds a control frame, which is small and always finds room.
  void addControl(WebSocketFrame frame) {
    lock.lock();
    try {
      if (!finished) {
        kept.add(Message.control(frame));
        begin(frame.size());
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until three quarters of the room are free: enough for the largest message, and more.
  ///
  /// @return false if nothing more can be added
  boolean awaitRoom() {
    lock.lock();
    try {
      while (bytes > maxBytes / 4 && !finished) {
        moved.awaitUninterruptibly();
      }
      return !finished;
    } finally {
      lock.unlock();
    }
  }

  /// Sends these last, and takes nothing more. Does nothing if that was done before.
  ///
  /// @param stillSent which of what waits goes before them; the rest is forgotten
  void finish(Predicate<Message> stillSent, WebSocketFrame... last) {
    lock.lock();
    try {
      if (finished) {
        return;
      }
      finished = true;
      keepOnly(stillSent);
      for (var frame : last) {
        kept.add(Message.control(frame));
        begin(frame.size());
      }
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until nothing more is taken.
  void awaitFinish() {
    lock.lock();
    try {
      while (!finished) {
        moved.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until everything is written.
  ///
  /// @return false if it never will be, because the outbox was abandoned
  boolean awaitEmpty() {
    lock.lock();
    try {
      while (writing && !abandoned) {
        moved.awaitUninterruptibly();
      }
      return !writing;
    } finally {
      lock.unlock();
    }
  }

  /// Lets those go who wait for the client to take what is there.
  void abandon() {
    lock.lock();
    try {
      abandoned = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until everything is written, or the time is over.
  void awaitEmpty(long millis) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (writing && left > 0) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// Whether there was ever no room for a message that must not be left out.
  boolean hasOverflowed() {
    lock.lock();
    try {
      return overflowed;
    } finally {
      lock.unlock();
    }
  }

  /// What waits, and what is being written.
  int bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  boolean isFinished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }

  /// For how long the client has taken nothing although something waits for it.
  long stuckNanos() {
    lock.lock();
    try {
      return writing ? nanoTime.getAsLong() - progressAt : 0;
    } finally {
      lock.unlock();
    }
  }

  private void begin(int size) {
    bytes += size;
    if (!writing) {
      writing = true;
      progressAt = nanoTime.getAsLong();
      Thread.startVirtualThread(this::write);
    }
  }

  private void write() {
    var batch = nextBatch();
    while (!batch.isEmpty()) {
      try {
        carrier.write(batch);
      } catch (RuntimeException e) {
        // The client is gone; its reader learns that, too.
        finish(_ -> false);
      }
      batch = nextBatch();
    }
  }

  /// What to write after the batch before; empty if there is nothing, and then the thread must end.
  private Collection<WebSocketFrame> nextBatch() {
    lock.lock();
    try {
      bytes -= inFlight;
      progressAt = nanoTime.getAsLong();
      moved.signalAll();
      var frames = new ArrayDeque<WebSocketFrame>();
      int size = 0;
      while (size < MAX_BATCH_BYTES && !(kept.isEmpty() && droppable.isEmpty())) {
        var message = kept.isEmpty() ? takeDroppable() : kept.remove();
        frames.add(message.wire());
        sent.accept(message.type());
        size += message.size();
      }
      inFlight = size;
      writing = size > 0;
      return frames;
    } finally {
      lock.unlock();
    }
  }

  private Message takeDroppable() {
    var message = droppable.remove();
    droppableBytes -= message.size();
    return message;
  }

  private void keepOnly(Predicate<Message> wanted) {
    kept.removeIf(wanted.negate());
    droppable.removeIf(wanted.negate());
    droppableBytes = droppable.stream().mapToInt(Message::size).sum();
    bytes = inFlight + droppableBytes + kept.stream().mapToInt(Message::size).sum();
  }
}
