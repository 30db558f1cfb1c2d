package dev.latchkey.broker.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;

/// A network namespace for each broker, with a wire of its own to clients, to PostgreSQL and to
/// Redis. Each wire can be cut, in either direction or in both: all that anybody notices is that
/// nothing comes. Needs root and the command `ip`.
final class Namespaces implements Network, AutoCloseable {
  private static final String NOBODY = "02:00:00:00:00:01";
  private static final int OUTSIDE = 1;
  private static final int INSIDE = 2;

  private final int brokers;
  private final int first;

  /// Where a wire leads to.
  enum Wire {
    CLIENTS(231, "c"),
    STORE(232, "s"),
    REDIS(233, "r");

    private final int octet;
    private final String letter;

    Wire(int octet, String letter) {
      this.octet = octet;
      this.letter = letter;
    }
  }

  /// Whose words a wire does not carry.
  enum Direction {
    TO_BROKER,
    FROM_BROKER
  }

  private Namespaces(int brokers) {
    this.brokers = brokers;
    // Others may run the same test on this machine.
    this.first = ThreadLocalRandom.current().nextInt(0, 240);
  }

  static Namespaces of(int brokers) {
    Assumptions.assumeTrue(
        succeeds("ip", "netns", "list"),
        "no network namespaces: run as root, apt-get install iproute2");
    var namespaces = new Namespaces(brokers);
    try {
      for (int number = 0; number < brokers; number++) {
        namespaces.make(number);
      }
    } catch (IllegalStateException e) {
      namespaces.close();
      Assumptions.abort("no network namespaces: " + e.getMessage());
    }
    return namespaces;
  }

  private void make(int broker) {
    ip("netns add " + namespace(broker));
    ip("-n %s link set lo up".formatted(namespace(broker)));
    for (var wire : Wire.values()) {
      var outer = end(wire, broker, OUTSIDE);
      var inner = end(wire, broker, INSIDE);
      var inside = "-n " + namespace(broker);
      ip("link add %s type veth peer name %s netns %s".formatted(outer, inner, namespace(broker)));
      ip("addr add %s/30 dev %s".formatted(address(wire, broker, OUTSIDE), outer));
      ip("link set %s up".formatted(outer));
      ip("%s addr add %s/30 dev %s".formatted(inside, address(wire, broker, INSIDE), inner));
      ip("%s link set %s up".formatted(inside, inner));
    }
  }

  private String namespace(int broker) {
    return "latchkey" + (first + broker);
  }

  private String end(Wire wire, int broker, int side) {
    return "lk" + wire.letter + (first + broker) + "e" + side;
  }

  private String address(Wire wire, int broker, int side) {
    return "10.%d.%d.%d".formatted(wire.octet, first + broker, side);
  }

  @Override
  public String broker(int number) {
    return address(Wire.CLIENTS, number, INSIDE);
  }

  @Override
  public String store(int broker) {
    return address(Wire.STORE, broker, OUTSIDE);
  }

  @Override
  public String redis(int broker) {
    return address(Wire.REDIS, broker, OUTSIDE);
  }

  @Override
  public List<String> runner(int broker) {
    return List.of("ip", "netns", "exec", namespace(broker));
  }

  /// Nothing comes through any more.
  void cut(Wire wire, int broker) {
    for (var direction : Direction.values()) {
      cut(wire, broker, direction);
    }
  }

  /// Nothing comes through in this direction any more: it is sent to a card that is not there.
  void cut(Wire wire, int broker, Direction direction) {
    run(neighbour(wire, broker, direction, "replace", "lladdr " + NOBODY + " nud permanent"));
  }

  /// Everything comes through again.
  void mend(Wire wire, int broker) {
    for (var direction : Direction.values()) {
      var _ = succeeds(neighbour(wire, broker, direction, "del", ""));
    }
  }

  private String[] neighbour(Wire wire, int broker, Direction direction, String what, String card) {
    var command =
        switch (direction) {
          case TO_BROKER ->
              "ip neigh %s %s dev %s %s"
                  .formatted(what, address(wire, broker, INSIDE), end(wire, broker, OUTSIDE), card);
          case FROM_BROKER ->
              "ip -n %s neigh %s %s dev %s %s"
                  .formatted(
                      namespace(broker),
                      what,
                      address(wire, broker, OUTSIDE),
                      end(wire, broker, INSIDE),
                      card);
        };
    return command.strip().split(" ");
  }

  private static void ip(String words) {
    run(("ip " + words).split(" "));
  }

  private static void run(String... command) {
    if (!succeeds(command)) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    for (int number = 0; number < brokers; number++) {
      // With it go the wires.
      var _ = succeeds("ip", "netns", "del", namespace(number));
    }
  }
}
