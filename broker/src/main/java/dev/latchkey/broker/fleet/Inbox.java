package dev.latchkey.broker.fleet;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the other brokers told of one session and nobody has worked off yet: one after the other,
/// by a thread that is there as long as there is something.
final class Inbox {
  private static final int MOST = 1_024;
  private static final int MOST_BYTES = 4_194_304;

  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private final Consumer<byte[]> work;
  private int bytes;
  private boolean working;

  /// @param work may block, and must not throw
  Inbox(Consumer<byte[]> work) {
    this.work = work;
  }

  /// Takes a message.
  ///
  /// @return false if there are too many, and this one is dropped
  boolean add(byte[] message) {
    lock.lock();
    try {
      if (waiting.size() >= MOST || bytes > MOST_BYTES) {
        return false;
      }
      waiting.add(message);
      bytes += message.length;
      if (!working) {
        working = true;
        Thread.startVirtualThread(this::workOff);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void workOff() {
    for (var next = next(); next != null; next = next()) {
      work.accept(next);
    }
  }

  private byte @Nullable [] next() {
    lock.lock();
    try {
      var next = waiting.poll();
      working = next != null;
      bytes -= next == null ? 0 : next.length;
      return next;
    } finally {
      lock.unlock();
    }
  }
}
