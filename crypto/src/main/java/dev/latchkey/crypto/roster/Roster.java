package dev.latchkey.crypto.roster;

import static java.util.Comparator.comparingInt;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Who is in a session and what each may do: the statement log, folded. Whoever folds the same log
/// has the same roster, and no broker can add to it what no host signed, put it in another order or
/// leave something out without [#apply] refusing the next entry. FORMATS.md §7.1.
///
/// Immutable. Folding costs one or two signature checks per entry.
public final class Roster {
  private final RosterState state;

  private Roster(RosterState state) {
    this.state = state;
  }

  /// The roster of an empty log. The session ID pins the key of the first host.
  public static Roster begin(SessionId sid) {
    return new Roster(new RosterState(sid));
  }

  /// The roster after one more entry. Throws [StatementException] with the first rule that the
  /// entry breaks; nothing after it may be folded.
  ///
  /// A join beyond the uses of its invite is no broken rule: it makes a member of standing
  /// `SURPLUS`.
  public Roster apply(StatementEntry entry) {
    var next = new RosterState(state);
    Fold.fold(next, entry);
    return new Roster(next);
  }

  /// What the next host statement must say about its place in the log.
  public Statement.Act nextAct(MemberId by, List<ChannelHead> heads, TreeHead checkpoint) {
    return new Statement.Act(sid(), by, nextHostNumber(), logHash(), heads, checkpoint);
  }

  public SessionId sid() {
    return state.sid;
  }

  public int size() {
    return state.size;
  }

  public Bytes logHash() {
    return state.logHash;
  }

  public int nextHostNumber() {
    return state.hostChain.next();
  }

  /// What the next `compared` of this member must have for its `n`.
  public int nextComparedNumber(MemberId by) {
    return state.nextComparedNumber(by);
  }

  public Optional<Member> member(MemberId mid) {
    return Optional.ofNullable(state.members.get(mid));
  }

  /// In the order in which they came in, with the removed ones.
  public Collection<Member> members() {
    return Collections.unmodifiableCollection(state.members.values());
  }

  public Optional<Invite> invite(InviteId iid) {
    return Optional.ofNullable(state.invites.get(iid));
  }

  /// In the order in which they were made, with the revoked ones.
  public Collection<Invite> invites() {
    return Collections.unmodifiableCollection(state.invites.values());
  }

  /// With whom members have compared the emoji, in the order of the log: of each member, the newest
  /// about each other one. Also of and about members that were removed since.
  public Collection<Comparison> comparisons() {
    return state.comparisons.values().stream()
        .flatMap(made -> Comparison.newest(made).stream())
        .sorted(comparingInt(Comparison::entry))
        .toList();
  }

  /// The number of the running epoch; 0 before entry 1.
  public int epoch() {
    return state.epoch();
  }

  public Optional<Epoch> epoch(int number) {
    return 1 <= number && number <= state.epoch()
        ? Optional.of(state.epochs.get(number - 1))
        : Optional.empty();
  }

  /// The device that is now in the place of the one whose key the session ID pins. Throws
  /// IllegalStateException before entry 0, as [#origin] and [#ledgerKey] do.
  public MemberId pinnedHost() {
    if (state.pinnedHost == null) {
      throw new IllegalStateException("no genesis yet");
    }
    return state.pinnedHost;
  }

  public String origin() {
    return genesis().origin();
  }

  public VerifyingKey ledgerKey() {
    return genesis().ledgerKey();
  }

  /// Whether only hosts write for now.
  public boolean frozen() {
    return state.frozen;
  }

  public boolean ended() {
    return state.ended;
  }

  /// The position of the newest entry that may have taken a right from somebody or begun an epoch.
  /// What was decided by a roster with another one must be decided again.
  public int lastChange() {
    return state.lastChange;
  }

  /// The role by which a durable frame of this member is judged at this sequence number; none if
  /// the member had none there. Where the session was frozen, an editor is judged as a viewer.
  public Optional<Role> roleAt(MemberId mid, int channel, long seq) {
    return member(mid).flatMap(member -> state.timeline.roleAt(member, channel, seq));
  }

  /// The epoch of which a durable frame must be at this sequence number.
  public int epochAt(int channel, long seq) {
    return state.timeline.epochAt(channel, seq);
  }

  private Statement.Genesis genesis() {
    if (state.genesis == null) {
      throw new IllegalStateException("no genesis yet");
    }
    return state.genesis;
  }
}
