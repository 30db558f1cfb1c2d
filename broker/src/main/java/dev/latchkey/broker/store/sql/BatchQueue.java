package dev.latchkey.broker.store.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntToLongFunction;

/// A bounded queue from many threads to one, which takes all that waits at once.
///
/// Under load it lets more come together: after a large batch it waits for as long as that one was
/// worth. What shares a commit also goes to each client in one write to its socket, and those
/// writes are what most of a processor's time goes into.
public final class BatchQueue<T> {
  private static final int FEW = 16;
  private static final long NANOS_PER_ITEM = 200_000;
  private static final long MOST_NANOS = 18_000_000;

  private final int capacity;
  private final int maxBatch;
  private final IntToLongFunction worth;
  private final Queue<T> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final Condition wholeBatch = lock.newCondition();
  private int lastBatch;
  private boolean closed;

  public BatchQueue(int capacity, int maxBatch) {
    this(capacity, maxBatch, BatchQueue::worth);
  }

  /// @param worth nanoseconds to wait after a batch of this size
  BatchQueue(int capacity, int maxBatch, IntToLongFunction worth) {
    this.capacity = capacity;
    this.maxBatch = maxBatch;
    this.worth = worth;
  }

  /// About what the items of a batch cost all processors, so that this begins where a quarter of
  /// what they can do is done.
  private static long worth(int batch) {
    int processors = Runtime.getRuntime().availableProcessors();
    return batch < FEW ? 0 : Math.min(batch * NANOS_PER_ITEM / processors, MOST_NANOS);
  }

  /// Waits while the queue is full, whatever interrupts.
  ///
  /// @return false if the queue is closed; what it took before that will still be taken from it
  public boolean put(T item) {
    lock.lock();
    try {
      while (waiting.size() >= capacity && !closed) {
        room.awaitUninterruptibly();
      }
      if (closed) {
        return false;
      }
      waiting.add(item);
      work.signal();
      if (waiting.size() >= maxBatch) {
        wholeBatch.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for an item, and after a large batch for more, and takes it with those behind it; empty
  /// once closed and drained.
  public List<T> take() {
    lock.lock();
    try {
      gather();
      while (waiting.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      var batch = new ArrayList<T>();
      while (batch.size() < maxBatch && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      room.signalAll();
      lastBatch = batch.size();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void gather() {
    long left = worth.applyAsLong(lastBatch);
    while (left > 0 && waiting.size() < maxBatch && !closed) {
      try {
        left = wholeBatch.awaitNanos(left);
      } catch (InterruptedException e) {
        // Whoever takes is not stopped by that: only by the end of the queue.
        left = 0;
      }
    }
  }

  public void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
      work.signalAll();
      wholeBatch.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
