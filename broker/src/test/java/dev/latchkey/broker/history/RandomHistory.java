package dev.latchkey.broker.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// What some clients at once might ask of a session, and be answered by one that is right.
final class RandomHistory {
  private static final int CLIENTS = 5;
  private static final List<String> PEOPLE = List.of("host", "ann", "ben", "eve");

  private final Random random;
  private SessionModel session = SessionModel.of("host");
  private long time;

  RandomHistory(Random random) {
    this.random = random;
  }

  /// A call on its way.
  private static final class Asked {
    private final Operation operation;
    private final long begin;
    private Outcome outcome;

    Asked(Operation operation, long begin) {
      this.operation = operation;
      this.begin = begin;
    }
  }

  /// @param count of calls
  /// @param wrong how many outcomes are changed to some other
  List<Call> of(int count, int wrong) {
    var calls = new ArrayList<Call>();
    var clients = new Asked[CLIENTS];
    int asked = 0;
    while (calls.size() < count) {
      int client = random.nextInt(CLIENTS);
      var call = clients[client];
      if (call == null && asked < count) {
        clients[client] = new Asked(operation(asked++), time++);
      } else if (call != null && call.outcome == null) {
        takeEffect(call);
      } else if (call != null) {
        calls.add(new Call(call.operation, call.outcome, call.begin, time++));
        clients[client] = null;
      }
    }
    IntStream.range(0, wrong).forEach(_ -> spoil(calls));
    return calls;
  }

  private Operation operation(int number) {
    var who = PEOPLE.get(random.nextInt(PEOPLE.size()));
    var other = PEOPLE.get(1 + random.nextInt(PEOPLE.size() - 1));
    var link = "link" + random.nextInt(2);
    return switch (random.nextInt(number < 3 ? 2 : 20)) {
      case 0 -> new Operation.Invite(link, 1);
      case 1, 2, 3 -> new Operation.Join(other, link);
      case 4 -> new Operation.Remove(other);
      case 5 -> new Operation.Revoke(link);
      case 6 -> new Operation.Look(who);
      case 7, 8, 9, 10 -> new Operation.Read(who, 0);
      default -> new Operation.Append(who, "value " + number);
    };
  }

  private void takeEffect(Asked call) {
    // Of what changes who is in only a few are not answered: a search tries each at every place.
    boolean answered = random.nextInt(20) > 0 || (call.begin > 60 && isAboutPeople(call.operation));
    var outcomes =
        Arrays.asList(
            new Outcome.Refused(),
            new Outcome.At(session.written().size() + 1),
            new Outcome.Values(session.written().after(0)),
            new Outcome.Members(Set.copyOf(session.members().keySet())),
            new Outcome.Done());
    var right =
        outcomes.stream()
            .filter(it -> fits(call.operation, it))
            .filter(it -> session.after(call.operation, it).isPresent())
            .findFirst()
            .orElseThrow();
    if (answered || random.nextBoolean()) {
      session = session.after(call.operation, right).orElseThrow();
    }
    call.outcome = answered ? right : new Outcome.Unknown();
  }

  private static boolean isAboutPeople(Operation operation) {
    return switch (operation) {
      case Operation.Append _, Operation.Read _, Operation.Look _ -> false;
      case Operation.Invite _, Operation.Revoke _, Operation.Join _, Operation.Remove _ -> true;
    };
  }

  /// Ends with a look at everything.
  List<Call> readToTheEnd(int count) {
    var calls = of(count, 0);
    var read = new Asked(new Operation.Read("host", 0), time++);
    read.outcome = new Outcome.Values(session.written().after(0));
    calls.add(new Call(read.operation, read.outcome, read.begin, time++));
    return calls;
  }

  private static boolean fits(Operation operation, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused _, Outcome.Unknown _ -> true;
      case Outcome.At _ -> operation instanceof Operation.Append;
      case Outcome.Values _ -> operation instanceof Operation.Read;
      case Outcome.Members _ -> operation instanceof Operation.Look;
      case Outcome.Done _ ->
          !(operation instanceof Operation.Append
              || operation instanceof Operation.Read
              || operation instanceof Operation.Look);
    };
  }

  private void spoil(List<Call> calls) {
    int spoiled = random.nextInt(calls.size());
    var call = calls.get(spoiled);
    Outcome other =
        switch (call.operation()) {
          case Operation.Append _ -> new Outcome.At(1 + random.nextInt(3));
          case Operation.Read _ -> new Outcome.Values(List.of());
          case Operation.Look _ -> new Outcome.Members(Set.of("host"));
          case Operation.Join _ ->
              call.outcome() instanceof Outcome.Done ? new Outcome.Refused() : new Outcome.Done();
          case Operation.Invite _, Operation.Revoke _, Operation.Remove _ -> call.outcome();
        };
    calls.set(spoiled, new Call(call.operation(), other, call.begin(), call.end()));
  }
}
