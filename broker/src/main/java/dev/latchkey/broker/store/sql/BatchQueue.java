package dev.latchkey.broker.store.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A bounded queue from many threads to one, which takes all that waits at once.
public final class BatchQueue<T> {
  private final int capacity;
  private final int maxBatch;
  private final Queue<T> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition work = lock.newCondition();
  private boolean closed;

  public BatchQueue(int capacity, int maxBatch) {
    this.capacity = capacity;
    this.maxBatch = maxBatch;
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
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for an item and takes it with those behind it; empty once closed and drained.
  public List<T> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      var batch = new ArrayList<T>();
      while (batch.size() < maxBatch && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      room.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  public void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
      work.signalAll();
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
