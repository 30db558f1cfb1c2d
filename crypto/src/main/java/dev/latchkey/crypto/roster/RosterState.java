package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What [Roster] keeps. The rules of one entry change a copy, and once that is in a roster nobody
/// changes it again. Copying takes time and space in the number of members and invites, small
/// beside the one or two signatures that each entry costs.
final class RosterState {
  final SessionId sid;
  final Map<MemberId, Member> members;
  final Map<InviteId, Invite> invites;
  final Set<MemberId> knocked;
  final List<Epoch> epochs;

  /// All that each member said, in the order of the log. The lists are never changed.
  final Map<MemberId, List<Comparison>> comparisons;

  /// The number of entries folded; while one is being folded, its position.
  int size;

  Bytes logHash;
  HostChain hostChain;
  Timeline timeline;
  Statement.@Nullable Genesis genesis;
  @Nullable MemberId pinnedHost;
  boolean frozen;
  boolean ended;
  int lastChange;

  RosterState(SessionId sid) {
    this.sid = sid;
    this.members = new LinkedHashMap<>();
    this.invites = new LinkedHashMap<>();
    this.knocked = new HashSet<>();
    this.epochs = new ArrayList<>();
    this.comparisons = new HashMap<>();
    this.logHash = StatementLog.start();
    this.hostChain = HostChain.EMPTY;
    this.timeline = Timeline.EMPTY;
  }

  RosterState(RosterState other) {
    this.sid = other.sid;
    this.members = new LinkedHashMap<>(other.members);
    this.invites = new LinkedHashMap<>(other.invites);
    this.knocked = new HashSet<>(other.knocked);
    this.epochs = new ArrayList<>(other.epochs);
    this.comparisons = new HashMap<>(other.comparisons);
    this.size = other.size;
    this.logHash = other.logHash;
    this.hostChain = other.hostChain;
    this.timeline = other.timeline;
    this.genesis = other.genesis;
    this.pinnedHost = other.pinnedHost;
    this.frozen = other.frozen;
    this.ended = other.ended;
    this.lastChange = other.lastChange;
  }

  void put(Member member) {
    members.put(member.id(), member);
  }

  void put(Invite invite) {
    invites.put(invite.id(), invite);
  }

  void put(Comparison comparison) {
    var longer = new ArrayList<>(comparisonsBy(comparison.by()));
    longer.add(comparison);
    comparisons.put(comparison.by(), List.copyOf(longer));
  }

  int nextComparedNumber(MemberId by) {
    return comparisonsBy(by).size() + 1;
  }

  private List<Comparison> comparisonsBy(MemberId by) {
    return comparisons.getOrDefault(by, List.of());
  }

  int epoch() {
    return epochs.size();
  }

  /// Of an ID that is known to be in the roster.
  Member member(MemberId mid) {
    return Objects.requireNonNull(members.get(mid));
  }

  /// Of an ID that is known to be in the roster.
  Invite invite(InviteId iid) {
    return Objects.requireNonNull(invites.get(iid));
  }
}
