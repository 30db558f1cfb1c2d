package dev.latchkey.broker.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameHeader;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Who is in, as plainly as it can be said: kept by what was done, in the order in which the broker
/// did it, and by nothing of the code under test.
final class Truth {
  private final Map<MemberId, Role> active = new LinkedHashMap<>();
  private final Map<MemberId, Role> waiting = new LinkedHashMap<>();
  private final Set<Integer> acknowledged = new LinkedHashSet<>();
  private final Map<Bytes, MemberId> refused = new LinkedHashMap<>();
  private boolean frozen;
  private int epoch = 1;

  void enters(MemberId member, Role role) {
    active.put(member, role);
  }

  void waits(MemberId member, Role role) {
    waiting.put(member, role);
  }

  void isAdmitted(MemberId member) {
    active.put(member, waiting.remove(member));
  }

  void leaves(MemberId member) {
    active.remove(member);
    waiting.remove(member);
  }

  void becomes(MemberId member, Role role) {
    assertThat(active).containsKey(member);
    active.put(member, role);
  }

  void isRekeyed() {
    epoch++;
  }

  void isFrozen(boolean on) {
    frozen = on;
  }

  Map<MemberId, Role> active() {
    return active;
  }

  boolean isFrozen() {
    return frozen;
  }

  boolean mayWrite(MemberId member) {
    var role = active.get(member);
    return role == Role.HOST || (role == Role.EDITOR && !frozen);
  }

  /// The broker has stored this frame just now.
  void stored(FrameHeader header) {
    assertThat(mayWrite(header.sender())).as("a frame of one who may not write is stored").isTrue();
    assertThat(header.epoch()).as("epoch of a stored frame").isEqualTo(epoch);
  }

  void acknowledged(int edit) {
    acknowledged.add(edit);
  }

  Set<Integer> acknowledged() {
    return acknowledged;
  }

  /// The broker has refused this frame; it may lie, and show it all the same.
  void refused(Bytes frame, MemberId sender) {
    refused.put(frame, sender);
  }

  Map<Bytes, MemberId> refused() {
    return refused;
  }
}
