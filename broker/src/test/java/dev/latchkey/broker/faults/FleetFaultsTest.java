package dev.latchkey.broker.faults;

import dev.latchkey.broker.faults.Namespaces.Direction;
import dev.latchkey.broker.faults.Namespaces.Wire;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three brokers on PostgreSQL and Redis, all processes, of which one after the other is killed or
/// stands still while people join, write, read and are removed. F01, F05, F07, F08, F09.
@Timeout(300)
class FleetFaultsTest {
  private static final int BROKERS = 3;
  private static final int EDITORS = 3;
  private static final int ANSWERS = 25;
  private static final int ROUNDS = Integer.getInteger("latchkey.fleet.rounds", 3);
  private static final int CUTS = Integer.getInteger("latchkey.fleet.cuts", 30);

  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNobodyIsInWhoShouldNotBeWhateverDies() {
    try (var fleet = FaultyFleet.start(folder, BROKERS);
        var people = new People(fleet, EDITORS, 1)) {
      people.begin();
      killAndPause(fleet, people, ANSWERS);
      people.end();
      people.assertAllIsRight();
    }
  }

  @Test
  @Tag("scheduled")
  @Timeout(1_800)
  void norOnAClusterOfRedisOverAndOver() {
    for (int round = 0; round < ROUNDS; round++) {
      try (var fleet = FaultyFleet.startOnCluster(folder.resolve("" + round), BROKERS);
          var people = new People(fleet, 2 * EDITORS, round)) {
        people.begin();
        for (int node = 0; node < 3; node++) {
          // Its replica takes over; then it comes back as a replica.
          fleet.redis(node).kill();
          people.story().awaitAnswers(10 * ANSWERS);
          fleet.redis(node).start();
        }
        killAndPause(fleet, people, 10 * ANSWERS);
        people.end();
        people.assertAllIsRight();
      }
    }
  }

  @Test
  @Tag("scheduled")
  @Timeout(1_800)
  void norWhenWiresAreCutInEitherDirection() {
    try (var wires = Namespaces.of(BROKERS);
        var fleet = FaultyFleet.startIn(wires, folder, BROKERS);
        var people = new People(fleet, EDITORS, 1)) {
      people.begin();
      var random = new Random(1);
      for (int cut = 0; cut < CUTS; cut++) {
        int broker = random.nextInt(BROKERS);
        var wire = Wire.values()[random.nextInt(Wire.values().length)];
        switch (random.nextInt(3)) {
          case 0 -> wires.cut(wire, broker);
          case 1 -> wires.cut(wire, broker, Direction.TO_BROKER);
          default -> wires.cut(wire, broker, Direction.FROM_BROKER);
        }
        people.story().awaitAnswers(4 * ANSWERS);
        wires.mend(wire, broker);
        people.story().awaitAnswers(ANSWERS);
      }
      people.end();
      people.assertAllIsRight();
    }
  }

  private static void killAndPause(FaultyFleet fleet, People people, int answers) {
    var story = people.story();
    story.awaitAnswers(answers);
    fleet.broker(0).kill();
    story.awaitAnswers(answers);
    fleet.redis(0).kill();
    story.awaitAnswers(answers);
    fleet.startBroker(0);
    fleet.redis(0).start();
    fleet.broker(1).pause();
    story.awaitAnswers(answers);
    fleet.failOver();
    story.awaitAnswers(answers);
    fleet.broker(1).resume();
    fleet.redis(0).pause();
    story.awaitAnswers(answers);
    fleet.redis(0).resume();
    story.awaitAnswers(answers);
  }
}
