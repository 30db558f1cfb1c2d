package dev.latchkey.broker.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Lets many threads do one thing at one moment.
public final class Race {
  private Race() {}

  /// The answers of all runners, which are numbered from 0 and start together.
  public static <T> List<T> of(int runners, IntFunction<T> run) {
    var start = new CyclicBarrier(runners);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pending = new ArrayList<Future<T>>();
      for (int i = 0; i < runners; i++) {
        int number = i;
        pending.add(
            threads.submit(
                () -> {
                  start.await();
                  return run.apply(number);
                }));
      }
      var answers = new ArrayList<T>();
      for (Future<T> answer : pending) {
        answers.add(answer.get());
      }
      return answers;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a runner failed", e);
    }
  }
}
