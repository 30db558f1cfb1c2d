package dev.latchkey.bench;

import dev.latchkey.bench.latchkey.Population;
import dev.latchkey.bench.load.Clients;
import dev.latchkey.bench.load.Tally;
import dev.latchkey.bench.scenario.Traffic;
import dev.latchkey.bench.server.Fleet;
import dev.latchkey.bench.server.Topology;
import dev.latchkey.bench.wire.Dialect;
import dev.latchkey.bench.wire.LatchkeyDialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What several brokers cost, and what many sessions and clients do to one: `bench/run scale`.
final class Scaling {
  static final String USAGE =
      """
      bench/run scale [--rate N] [--seconds N] [--rest N] [--storm N] [--slow N]
        --rate     messages a second to 1, 2 and 3 brokers (1000); 0: leave that out
        --seconds  for which each is measured (10)
        --rest     sessions at rest (100000); 0: leave that out
        --storm    clients that all come back (10000); 0: leave that out
        --slow     of them, those that never read (1000); 0: leave that out
      """;

  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration SLOW_PATIENCE = Duration.ofSeconds(1);
  private static final Topology TRAFFIC = new Topology(100, 5);
  private static final int SESSION = 10;
  private static final double EACH_PER_SECOND = 0.05;

  private int rate = 1_000;
  private int seconds = 10;
  private int rest = 100_000;
  private int storm = 10_000;
  private int slow = 1_000;

  private Scaling() {}

  static void run(List<String> arguments) {
    var scaling = new Scaling();
    var left = arguments.iterator();
    while (left.hasNext()) {
      var name = left.next();
      if (!left.hasNext()) {
        throw new IllegalArgumentException(USAGE);
      }
      int value = Integer.parseInt(left.next());
      switch (name) {
        case "--rate" -> scaling.rate = value;
        case "--seconds" -> scaling.seconds = value;
        case "--rest" -> scaling.rest = value;
        case "--storm" -> scaling.storm = value;
        case "--slow" -> scaling.slow = value;
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    scaling.measure();
  }

  private void measure() {
    if (rate > 0) {
      System.out.printf(
          "%d messages a second to %d sessions of %d%n", rate, TRAFFIC.rooms(), TRAFFIC.clients());
      double one = traffic("1 broker, SQLite", () -> Optional.of(Fleet.embedded()), 0);
      for (int brokers = 1; brokers <= 3; brokers++) {
        int count = brokers;
        var title = "%d on PostgreSQL, Redis".formatted(brokers);
        var _ = traffic(title, () -> Fleet.shared(count), one);
      }
    }
    if (rest > 0) {
      System.out.printf("%d sessions at rest, each with its host%n", rest);
      atRest("SQLite", () -> Optional.of(Fleet.embedded()));
      atRest("PostgreSQL", () -> Fleet.shared(1));
    }
    if (storm > 0) {
      System.out.printf("%d clients of one broker on SQLite, in sessions of %d%n", storm, SESSION);
      crowd();
    }
  }

  private double traffic(String title, Supplier<Optional<Fleet>> opening, double one) {
    try (var fleet = opening.get().orElseThrow(Scaling::missing)) {
      var population =
          Population.settle(fleet.addresses().getFirst(), TRAFFIC.rooms(), TRAFFIC.clients());
      try (var clients = new Clients(fleet.addresses())) {
        clients.join(dialects(population, TRAFFIC));
        load(clients, rate, WARM_UP, TRAFFIC.clients() - 1, PATIENCE);
        long brokers = fleet.brokerMicros();
        long others = fleet.otherMicros();
        var tally =
            load(clients, rate, Duration.ofSeconds(seconds), TRAFFIC.clients() - 1, PATIENCE);
        double each = (double) (fleet.brokerMicros() - brokers) / tally.heard();
        double beside = (double) (fleet.otherMicros() - others) / tally.heard();
        System.out.printf(
            "  %-24s CPU µs per delivery %6.1f (%4.2f of the first), store and Redis %6.1f,"
                + " p50 %5.1f ms, p99 %6.1f ms, %d of %d heard%n",
            title,
            each,
            one == 0 ? 1 : each / one,
            beside,
            tally.percentile(50),
            tally.percentile(99),
            tally.heard(),
            tally.sent() * (TRAFFIC.clients() - 1));
        return each;
      }
    }
  }

  private static IllegalArgumentException missing() {
    return new IllegalArgumentException(
        "bench/run scale wants PostgreSQL and Redis: apt-get install postgresql redis-server");
  }

  private static Tally load(
      Clients clients, double perSecond, Duration time, int audience, Duration patience) {
    return clients.run(perSecond, Duration.ZERO, time, audience, patience);
  }

  private void atRest(String title, Supplier<Optional<Fleet>> opening) {
    try (var fleet = opening.get().orElseThrow(Scaling::missing)) {
      var empty = new Topology(1, 2);
      long before = fleet.storeBytes();
      var _ = Population.settle(fleet.addresses().getFirst(), rest, 1);
      long bytes = fleet.storeBytes() - before;
      var population = Population.settle(fleet.addresses().getFirst(), 1, empty.clients());
      double start = secondsUntilJoined(fleet, population, empty);
      System.out.printf(
          "  %-24s %,d bytes in all, %,d each; from the start to the first who has joined %.2f s%n",
          title, bytes, bytes / rest, start);
    }
  }

  private static double secondsUntilJoined(Fleet fleet, Population population, Topology topology) {
    long begin = fleet.restart();
    try (var clients = new Clients(fleet.addresses())) {
      clients.join(dialects(population, topology).subList(0, 1));
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private void crowd() {
    var topology = new Topology(storm / SESSION, SESSION);
    try (var fleet = Fleet.embedded()) {
      var broker = fleet.addresses().getFirst();
      var population = Population.settle(broker, topology.rooms(), topology.clients());
      if (population.isStale()) {
        population.refresh(broker);
      }
      try (var clients = new Clients(fleet.addresses())) {
        clients.join(dialects(population, topology));
        if (slow > 0) {
          compareWithSlow(clients, topology);
        }
      }
      long begin = fleet.crash();
      try (var clients = new Clients(fleet.addresses())) {
        clients.join(dialects(population, topology));
        System.out.printf(
            "  storm: all %d back %.1f s after the broker was started again%n",
            topology.all(), (System.nanoTime() - begin) / 1e9);
      }
    }
  }

  /// One of each session falls silent, until there are enough of them.
  private void compareWithSlow(Clients clients, Topology topology) {
    double perSecond = EACH_PER_SECOND * topology.all();
    var time = Duration.ofSeconds(seconds);
    load(clients, perSecond, WARM_UP, topology.clients() - 1, PATIENCE);
    var before = load(clients, perSecond, time, topology.clients() - 1, PATIENCE);
    for (int i = 0; i < slow; i++) {
      int room = i % topology.rooms();
      int member = i / topology.rooms();
      clients.lines().get(room * topology.clients() + member).deafen();
    }
    var after = load(clients, perSecond, time, topology.clients() - 1, SLOW_PATIENCE);
    System.out.printf(
        "  %d that never read: p99 of the others %.1f ms, before %.1f ms (%.2f times)%n",
        slow,
        after.percentile(99),
        before.percentile(99),
        after.percentile(99) / before.percentile(99));
  }

  private static List<Dialect> dialects(Population population, Topology topology) {
    var dialects = new ArrayList<Dialect>();
    for (int room = 0; room < topology.rooms(); room++) {
      for (int client = 0; client < topology.clients(); client++) {
        dialects.add(
            new LatchkeyDialect(
                population.member(room, client),
                Population.ORIGIN,
                population.logSize(room),
                Traffic.MESSAGE_SIZE));
      }
    }
    return dialects;
  }
}
