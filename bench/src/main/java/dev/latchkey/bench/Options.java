package dev.latchkey.bench;

import dev.latchkey.bench.scenario.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What the command line says.
///
/// @param scenarios names of those to run; empty for all
/// @param rate a fixed one, instead of a search
/// @param contenders words of which a contender's title has one; empty for all
/// @param javaOptions more options for the broker's Java
record Options(
    Pace pace,
    List<String> scenarios,
    List<String> contenders,
    List<String> javaOptions,
    OptionalDouble rate) {
  static final String USAGE =
      """
      bench/run [--quick] [--rounds N] [--only SCENARIO]… [--peer WORD]… [--java OPTION]… [--rate N]
        --quick   one round, shorter
        --only    traffic, big-room, idle, late-join, start or crash
        --peer    only contenders whose title has this word, such as Latchkey, SQLite, relay
        --java    one more option for the broker's Java
        --rate    traffic only, at this many messages a second
      """;

  static Options parse(String[] arguments) {
    var pace = Pace.FULL;
    int rounds = 0;
    var rate = OptionalDouble.empty();
    var scenarios = new ArrayList<String>();
    var contenders = new ArrayList<String>();
    var javaOptions = new ArrayList<String>();
    var left = List.of(arguments).iterator();
    while (left.hasNext()) {
      switch (left.next()) {
        case "--quick" -> pace = Pace.QUICK;
        case "--rounds" -> rounds = Integer.parseInt(left.next());
        case "--only" -> scenarios.add(left.next());
        case "--peer" -> contenders.add(left.next());
        case "--java" -> javaOptions.add(left.next());
        case "--rate" -> rate = OptionalDouble.of(Double.parseDouble(left.next()));
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new Options(
        rounds > 0 ? pace.withRounds(rounds) : pace, scenarios, contenders, javaOptions, rate);
  }

  boolean wantsScenario(String name) {
    return rate.isPresent()
        ? name.equals("traffic")
        : scenarios.isEmpty() || scenarios.contains(name);
  }

  boolean wantsContender(String title) {
    return contenders.isEmpty() || contenders.stream().anyMatch(title::contains);
  }
}
