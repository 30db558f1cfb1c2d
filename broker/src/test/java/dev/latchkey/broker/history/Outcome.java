package dev.latchkey.broker.history;

import java.util.List;
import java.util.Set;

/// What an operation was answered.
public sealed interface Outcome {
  /// It was done.
  record Done() implements Outcome {}

  /// The value has this place, counted from 1.
  record At(long place) implements Outcome {}

  /// These values, in their order.
  record Values(List<String> values) implements Outcome {}

  /// These members, and nobody else.
  record Members(Set<String> members) implements Outcome {}

  /// Whoever asked may not: nothing was done.
  record Refused() implements Outcome {}

  /// There was no answer that says it: it may have been done, may be done yet, or never.
  record Unknown() implements Outcome {}
}
