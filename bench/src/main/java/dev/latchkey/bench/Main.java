package dev.latchkey.bench;

import dev.latchkey.bench.scenario.BigRoom;
import dev.latchkey.bench.scenario.Crash;
import dev.latchkey.bench.scenario.Idle;
import dev.latchkey.bench.scenario.LateJoin;
import dev.latchkey.bench.scenario.Results;
import dev.latchkey.bench.scenario.Scenario;
import dev.latchkey.bench.scenario.Start;
import dev.latchkey.bench.scenario.Traffic;
import dev.latchkey.bench.server.Contender;
import dev.latchkey.bench.server.Latchkey;
import dev.latchkey.bench.server.Peer;
import dev.latchkey.bench.server.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs what the command line asks for, all contenders of a scenario in turn in every round, and
/// prints the medians.
public final class Main {
  private final Options options;
  private final Map<String, Results> all = new LinkedHashMap<>();

  private Main(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) {
    try {
      if (List.of(arguments).equals(List.of("train"))) {
        Training.run();
        return;
      }
      if (arguments.length > 0 && arguments[0].equals("scale")) {
        Scaling.run(List.of(arguments).subList(1, arguments.length));
        return;
      }
      new Main(Options.parse(arguments)).run();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private void run() {
    var durable = Latchkey.contender(true, options.javaOptions());
    var contenders = new ArrayList<Contender>(List.of(durable));
    contenders.add(Latchkey.contender(false, options.javaOptions()));
    contenders.addAll(List.of(Peer.values()));
    contenders.removeIf(it -> !options.wantsContender(it.title()));
    for (var missing : contenders.stream().filter(it -> !it.isAvailable()).toList()) {
      System.out.println("Not there: " + missing.title());
      contenders.remove(missing);
    }
    for (var scenario : scenarios()) {
      if (options.wantsScenario(scenario.name())) {
        var results = new Results();
        all.put(scenario.name(), results);
        measure(scenario, contenders, results);
        durable.forget();
        System.out.println(Table.of(scenario, results));
      }
    }
    Bar.ALL.forEach(bar -> bar.line(all).ifPresent(System.out::println));
  }

  private List<Scenario> scenarios() {
    return List.of(
        new Traffic(new Topology(100, 5), options.rate()),
        new BigRoom(),
        new Idle(),
        new LateJoin(),
        new Start(),
        new Crash());
  }

  private void measure(Scenario scenario, List<Contender> contenders, Results results) {
    for (int round = 1; round <= options.pace().rounds(); round++) {
      for (var contender : contenders) {
        if (scenario.isFor(contender)) {
          long begin = System.nanoTime();
          scenario.run(contender, options.pace(), results);
          System.err.printf(
              "%s, round %d, %s: %d s, load average %s%n",
              scenario.name(),
              round,
              contender.title(),
              (System.nanoTime() - begin) / 1_000_000_000,
              load());
        }
      }
    }
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException e) {
      return "unknown";
    }
  }
}
