package dev.latchkey.broker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.broker.history.Call;
import dev.latchkey.broker.history.Linearizability;
import dev.latchkey.broker.history.Operation;
import dev.latchkey.broker.history.Outcome;
import dev.latchkey.broker.live.Follower;
import dev.latchkey.crypto.roster.MemberId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A host, editors who stay, and guests who come, race for one place, and are removed: all of one
/// session, each with whichever broker answers.
final class People implements AutoCloseable {
  private static final String HOST = "host";
  private static final int RACERS = 3;
  private static final int TRIES = 20;
  private static final int STEPS_OF_A_GUEST = 10;

  private final List<TestBroker> brokers;
  private final Story story = new Story();
  private final Map<MemberId, String> names = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> work = new ArrayList<>();
  private final List<Writer> stayers = new ArrayList<>();
  private final List<Writer> removed = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();
  private final Random random;
  private final HostDevice device;
  private final Writer host;
  private final Hosting hosting;
  private int invites;

  People(FaultyFleet fleet, int editors, long seed) {
    this.brokers = fleet.brokers();
    this.random = new Random(seed);
    this.device = fleet.patientBroker().host();
    this.host = writer(HOST, device);
    this.hosting = new Hosting(device, host.caller(), story);
    var name = newInvite();
    var invite = hosting.invite(name, editors);
    for (int i = 0; i < editors; i++) {
      var editor = newGuest("editor " + i);
      if (join(editor, name, invite)) {
        stayers.add(editor);
      }
    }
    assertThat(stayers).hasSize(editors);
  }

  private Writer writer(String name, RosterDevice of) {
    names.put(of.id(), name);
    return new Writer(name, of, brokers, story, names, new Random(random.nextLong()));
  }

  private Writer newGuest(String name) {
    return writer(name, brokers.getFirst().guest());
  }

  private String newInvite() {
    return "invite " + invites++;
  }

  /// @return whether it is in
  private boolean join(Writer guest, String name, TestInvite invite) {
    return story.record(new Operation.Join(guest.name(), name), () -> joined(guest, invite))
        instanceof Outcome.Done;
  }

  private static Outcome joined(Writer guest, TestInvite invite) {
    var answer = guest.caller().ask(TRIES, () -> ((GuestDevice) guest.device()).join(invite));
    if (answer.isEmpty()) {
      return new Outcome.Unknown();
    }
    return switch (answer.get().code()) {
      case "" -> new Outcome.Done();
      case "invite_used", "invite_revoked", "not_found", "join_declined" -> new Outcome.Refused();
      default -> throw new AssertionError(answer.get().text());
    };
  }

  /// All begin, and go on until [#end].
  void begin() {
    for (int i = 0; i < stayers.size(); i++) {
      var stayer = stayers.get(i);
      work.add(start(stayer::work));
      followers.add(Follower.start(brokers, stayer.device(), i));
    }
    work.add(start(this::host));
  }

  private Future<?> start(Runnable task) {
    return threads.submit(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            story.fail(e);
            throw e;
          }
        });
  }

  private void host() {
    while (!story.isOver()) {
      var name = newInvite();
      var invite = hosting.invite(name, 1);
      var guests = new ArrayList<Writer>();
      for (int i = 0; i < RACERS; i++) {
        guests.add(newGuest("guest %d of %s".formatted(i, name)));
      }
      var races = new ArrayList<Future<Boolean>>();
      guests.forEach(guest -> races.add(threads.submit(() -> join(guest, name, invite))));
      if (random.nextInt(4) == 0) {
        hosting.revoke(name, invite);
      }
      for (int i = 0; i < RACERS; i++) {
        if (result(races.get(i))) {
          letWriteAndRemove(guests.get(i), name, invite);
        }
      }
      host.step();
    }
  }

  private void letWriteAndRemove(Writer guest, String name, TestInvite invite) {
    var writing =
        threads.submit(
            () -> {
              int steps = 0;
              while (steps++ < STEPS_OF_A_GUEST && !guest.step()) {
                Story.pause();
              }
              return steps;
            });
    hosting.remove(guest.name(), guest.device());
    var _ = result(writing);
    for (int i = 0; i < brokers.size(); i++) {
      guest.step();
    }
    join(guest, name, invite);
    removed.add(guest);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError("somebody failed", e);
    }
  }

  Story story() {
    return story;
  }

  /// Lets all finish what they are at.
  void end() {
    story.end();
    work.forEach(People::result);
  }

  /// After [#end]: nothing is lost or doubled, nobody is in who should not be, and everybody has
  /// heard all of it in one order.
  void assertAllIsRight() {
    var calls = story.calls();
    var stored = host.readAll();
    var acknowledged = acknowledged(calls);
    var lost = new HashSet<>(acknowledged);
    stored.forEach(lost::remove);
    int doubled = stored.size() - new HashSet<>(stored).size();
    var present = present();
    long usedTwice = device.roster().invites().stream().filter(it -> it.used() > it.uses()).count();
    long alive = removed.stream().filter(it -> present.contains(it.name())).count();

    System.out.printf(
        "%d calls, %d appends acknowledged, %d of unknown outcome, %d invites, %d removed;"
            + " lost %d, doubled %d, invites used twice %d, removed ones alive %d%n",
        calls.size(),
        acknowledged.size(),
        calls.stream().filter(it -> it.outcome() instanceof Outcome.Unknown).count(),
        invites,
        removed.size(),
        lost.size(),
        doubled,
        usedTwice,
        alive);
    assertThat(lost).isEmpty();
    assertThat(doubled).isZero();
    assertThat(usedTwice).isZero();
    assertThat(alive).isZero();
    assertThat(removed).isNotEmpty();
    followers.forEach(it -> assertHeard(it, stored));
    assertThat(Linearizability.flaw(HOST, calls)).isEmpty();
  }

  private static List<String> acknowledged(List<Call> calls) {
    return calls.stream()
        .filter(it -> it.outcome() instanceof Outcome.At)
        .map(it -> ((Operation.Append) it.operation()).value())
        .toList();
  }

  private Set<String> present() {
    return ((Outcome.Members) host.look()).members();
  }

  private void assertHeard(Follower follower, List<String> stored) {
    while (follower.heard().size() < stored.size() && follower.flaw().isEmpty()) {
      Story.pause();
    }
    assertThat(follower.flaw()).isEmpty();
    assertThat(follower.heard().stream().map(story::valueOf).toList()).isEqualTo(stored);
  }

  @Override
  public void close() {
    story.end();
    followers.forEach(Follower::close);
    threads.shutdownNow();
    threads.close();
  }
}
