package dev.latchkey.broker.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Looks for an order in which the calls of a history could have taken effect one after the other,
/// each at a moment between its begin and its end, so that every outcome is right. It is the search
/// of Wing and Gong, which goes through begins and ends by time and decides only at an end that has
/// not taken effect yet; with the memory of Lowe, which never looks at one situation twice.
public final class Linearizability {
  private final List<Call> calls;
  private final List<Event> events;
  private final Set<Situation> seen = new HashSet<>();
  private final Deque<Situation> untried = new ArrayDeque<>();
  private Situation furthest;

  /// @param begins false for the end
  private record Event(int call, boolean begins, long time) {}

  /// @param event the next one
  /// @param pending calls that have begun and not taken effect
  /// @param ahead calls that have taken effect and not ended
  private record Situation(
      int event, Set<Integer> pending, Set<Integer> ahead, SessionModel session) {}

  private Linearizability(String host, List<Call> calls) {
    this.calls = Unanswered.placed(calls);
    this.events = events(this.calls);
    this.furthest = new Situation(0, Set.of(), Set.of(), SessionModel.of(host));
  }

  /// Why there is no such order; empty if there is one.
  ///
  /// @param host the only member at the beginning
  public static Optional<String> flaw(String host, List<Call> calls) {
    var search = new Linearizability(host, calls);
    return search.succeeds() ? Optional.empty() : Optional.of(search.reason());
  }

  private static List<Event> events(List<Call> calls) {
    var events = new ArrayList<Event>();
    for (int i = 0; i < calls.size(); i++) {
      var call = calls.get(i);
      if (call.open() && call.isIdle()) {
        continue;
      }
      events.add(new Event(i, true, call.begin()));
      if (!call.open()) {
        events.add(new Event(i, false, call.end()));
      }
    }
    events.sort(Comparator.comparingLong(Event::time));
    return events;
  }

  private boolean succeeds() {
    untried.push(furthest);
    while (!untried.isEmpty()) {
      var now = advance(untried.pop());
      if (now.event() == events.size()) {
        return true;
      }
      if (now.event() > furthest.event()) {
        furthest = now;
      }
      if (seen.add(now)) {
        branch(now);
      }
    }
    return false;
  }

  /// Goes on to the next end of a call that has not taken effect.
  private Situation advance(Situation from) {
    int next = from.event();
    var pending = new TreeSet<>(from.pending());
    var ahead = new TreeSet<>(from.ahead());
    takeIdle(from.pending(), pending, ahead, from.session());
    for (; next < events.size(); next++) {
      var event = events.get(next);
      if (event.begins()) {
        pending.add(event.call());
        takeIdle(Set.of(event.call()), pending, ahead, from.session());
      } else if (!ahead.remove(event.call())) {
        break;
      }
    }
    return new Situation(next, pending, ahead, from.session());
  }

  /// A call that changes nothing takes effect where it first can: no order needs it later.
  private void takeIdle(
      Set<Integer> candidates, Set<Integer> pending, Set<Integer> ahead, SessionModel session) {
    for (int candidate : candidates) {
      var call = calls.get(candidate);
      if (call.isIdle() && session.after(call.operation(), call.outcome()).isPresent()) {
        pending.remove(candidate);
        ahead.add(candidate);
      }
    }
  }

  private void branch(Situation now) {
    int ending = events.get(now.event()).call();
    // The last one that is pushed is tried first: what must happen now, before what may, and what
    // was never answered last of all.
    now.pending().stream()
        .sorted(
            Comparator.comparing((Integer it) -> it == ending)
                .thenComparing(it -> !calls.get(it).open())
                .thenComparing(Comparator.reverseOrder()))
        .forEach(it -> take(now, it));
  }

  private void take(Situation now, int taken) {
    var call = calls.get(taken);
    var session = now.session().after(call.operation(), call.outcome());
    if (session.isPresent()) {
      var pending = new TreeSet<>(now.pending());
      pending.remove(taken);
      var ahead = new TreeSet<>(now.ahead());
      if (!call.open()) {
        ahead.add(taken);
      }
      untried.push(new Situation(now.event(), pending, ahead, session.get()));
    }
  }

  private String reason() {
    var text =
        new StringBuilder("no order of these explains the history; the first ends too early:");
    text.append("\n  ").append(calls.get(events.get(furthest.event()).call()));
    furthest.pending().forEach(it -> text.append("\n  ").append(calls.get(it)));
    var session = furthest.session();
    var values = session.written();
    return text.append("\nafter ")
        .append(values.size())
        .append(" values, the last ones ")
        .append(values.after(Math.max(0, values.size() - 5)))
        .append(", with members ")
        .append(session.members())
        .append(" and invites ")
        .append(session.uses())
        .toString();
  }
}
