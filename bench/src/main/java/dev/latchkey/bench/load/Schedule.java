package dev.latchkey.bench.load;

import java.util.Random;

/// When which client sends: at times that do not depend on each other, the same in every run.
final class Schedule {
  private static final long SEED = 4;

  private final Random random = new Random(SEED);
  private final double meanNanos;
  private final int clients;
  private double due;
  private int sender;

  Schedule(double perSecond, int clients, long begin) {
    this.meanNanos = 1e9 / perSecond;
    this.clients = clients;
    this.due = begin;
    next();
  }

  long due() {
    return (long) due;
  }

  int sender() {
    return sender;
  }

  void next() {
    due += -Math.log(1 - random.nextDouble()) * meanNanos;
    sender = random.nextInt(clients);
  }
}
