package dev.latchkey.bench.latchkey;

import dev.latchkey.bench.load.Addresses;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sessions and their members, as they are known outside the broker.
public final class Population {
  /// What the broker calls itself, whatever its port.
  public static final String ORIGIN = "https://bench.example";

  private static final int AT_ONCE = 8;
  private static final Duration TOKENS_ARE_GOOD_FOR = Duration.ofMinutes(5);

  private final List<List<Device>> sessions;
  private Instant tokensFrom = Instant.now();

  private Population(List<List<Device>> sessions) {
    this.sessions = sessions;
  }

  /// Starts sessions at the broker.
  public static Population settle(InetSocketAddress broker, int sessions, int members) {
    var founded = new ArrayList<List<Device>>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var founding = new ArrayList<Future<List<Device>>>();
      for (int session = 0; session < sessions; session++) {
        int number = session;
        founding.add(
            threads.submit(
                () -> Founder.found(i -> new Http(broker, Addresses.of(number + i)), members)));
      }
      for (var each : founding) {
        founded.add(each.get());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("no sessions", e);
    }
    return new Population(List.copyOf(founded));
  }

  /// The member by which this client is there; several share one if there are more clients.
  public Device member(int session, int client) {
    var members = sessions.get(session);
    return members.get(client % members.size());
  }

  /// How many entries the log of a session has: genesis, change, invites, members.
  public int logSize(int session) {
    int joined = sessions.get(session).size() - 1;
    return 2 + Founder.invites(joined) + joined;
  }

  /// Whether the access tokens are going to be too old.
  public boolean isStale() {
    return Instant.now().isAfter(tokensFrom.plus(TOKENS_ARE_GOOD_FOR));
  }

  /// Gets new access tokens.
  public void refresh(InetSocketAddress broker) {
    tokensFrom = Instant.now();
    for (int i = 0; i < sessions.size(); i++) {
      try (var http = new Http(broker, Addresses.of(i))) {
        sessions.get(i).forEach(device -> device.refresh(http, ORIGIN));
      }
    }
  }
}
