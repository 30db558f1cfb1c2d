package dev.latchkey.broker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A session as it would be if one thing happened after the other.
///
/// @param uses how many joins each invite is still good for; one that was revoked is not there
/// @param members who is in, and by which invite; the host by none
/// @param left who was in once, and can never be again
record SessionModel(
    Written written, Map<String, Integer> uses, Map<String, String> members, Set<String> left) {
  private static final String NO_INVITE = "";

  static SessionModel of(String host) {
    return new SessionModel(Written.NOTHING, Map.of(), Map.of(host, NO_INVITE), Set.of());
  }

  /// The session after the operation, if that can have this outcome here. One of unknown outcome
  /// has done what it can.
  Optional<SessionModel> after(Operation operation, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused _ -> onlyIf(refuses(operation));
      case Outcome.Unknown _ ->
          refuses(operation) ? Optional.empty() : Optional.of(done(operation));
      case Outcome.Done _ -> refuses(operation) ? Optional.empty() : Optional.of(done(operation));
      case Outcome.At(long place) ->
          refuses(operation) || place != written.size() + 1
              ? Optional.empty()
              : Optional.of(done(operation));
      case Outcome.Values(var values) ->
          onlyIf(
              operation instanceof Operation.Read(_, int after)
                  && !refuses(operation)
                  && written.after(after).equals(values));
      case Outcome.Members(var present) ->
          onlyIf(!refuses(operation) && members.keySet().equals(present));
    };
  }

  private Optional<SessionModel> onlyIf(boolean possible) {
    return possible ? Optional.of(this) : Optional.empty();
  }

  private boolean refuses(Operation operation) {
    return switch (operation) {
      case Operation.Invite _, Operation.Revoke _, Operation.Remove _ -> false;
      case Operation.Join(var member, var invite) ->
          !invite.equals(members.get(member))
              && (left.contains(member) || uses.getOrDefault(invite, 0) == 0);
      case Operation.Append(var member, _) -> !members.containsKey(member);
      case Operation.Read(var member, _) -> !members.containsKey(member);
      case Operation.Look(var member) -> !members.containsKey(member);
    };
  }

  private SessionModel done(Operation operation) {
    return switch (operation) {
      case Operation.Invite(var invite, int count) -> withUses(with(uses, invite, count));
      case Operation.Revoke(var invite) -> withUses(without(uses, invite));
      case Operation.Join(var member, var invite) ->
          // The same device again is answered the same.
          members.containsKey(member)
              ? this
              : new SessionModel(
                  written,
                  with(uses, invite, uses.get(invite) - 1),
                  with(members, member, invite),
                  left);
      case Operation.Remove(var member) -> removed(member);
      case Operation.Append(_, var value) ->
          new SessionModel(written.and(value), uses, members, left);
      case Operation.Read _, Operation.Look _ -> this;
    };
  }

  private SessionModel removed(String member) {
    var gone = new HashSet<>(left);
    gone.add(member);
    var invite = members.getOrDefault(member, NO_INVITE);
    return new SessionModel(
        written, without(uses, invite), without(members, member), Set.copyOf(gone));
  }

  private SessionModel withUses(Map<String, Integer> changed) {
    return new SessionModel(written, changed, members, left);
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    var changed = new HashMap<>(map);
    changed.put(key, value);
    return Map.copyOf(changed);
  }

  private static <V> Map<String, V> without(Map<String, V> map, String key) {
    var changed = new HashMap<>(map);
    changed.remove(key);
    return Map.copyOf(changed);
  }
}
