package dev.latchkey.crypto.roster;

import static java.util.function.Predicate.not;

import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.Statement.Change;
import dev.latchkey.crypto.roster.Statement.ClosingStatement;
import dev.latchkey.crypto.roster.Statement.NewEpoch;
import dev.latchkey.crypto.roster.Statement.RoleChange;
import dev.latchkey.crypto.roster.StatementException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// How one step removes members, changes roles and begins an epoch, so that nobody who loses the
/// right to read keeps a key, a link or a place in history to read or write by.
final class ChangeRules {
  private static final long FIRST_EPOCH = 1;

  private final RosterState state;
  private final Change change;

  private ChangeRules(RosterState state, Change change) {
    this.state = state;
    this.change = change;
  }

  static void change(RosterState state, Change change) {
    new ChangeRules(state, change).apply();
  }

  static void freeze(RosterState state, Statement.Freeze freeze) {
    state.frozen = freeze.on();
    cut(state, freeze);
  }

  private static void cut(RosterState state, ClosingStatement statement) {
    state.timeline =
        state.timeline.plus(Timeline.Cut.of(statement, state.size, state.epoch(), state.frozen));
  }

  private void apply() {
    Reason.FIRST_CHANGE.unless(state.epoch() > 0 || givesThePinnedHostItsKey());
    requireKnownMembers();
    InviteRules.revoke(state, change.revoked());
    Reason.PINNED_HOST.unless(!touchesThePinnedHost() || change.by().equals(state.pinnedHost));
    var leaving = change.removed().stream().map(state::member).toList();
    var declined = leaving.stream().filter(ChangeRules::isPending).toList();
    var hadTheKey = leaving.stream().filter(not(ChangeRules::isPending)).toList();
    var demoted = demotedHosts();
    boolean keyIsLost = !hadTheKey.isEmpty() || makesAReaderAnAuditor();
    leaving.forEach(member -> state.put(member.removed(state.size)));
    declined.forEach(this::giveTheUseBack);
    change.roles().forEach(this::changeRole);
    Reason.NO_HOST_LEFT.unless(state.members.values().stream().anyMatch(Member::isHost));
    Reason.KEY_UNCHANGED.unless(!keyIsLost || change.epoch().isPresent());
    Reason.INVITE_LEFT_OPEN.unless(
        hadTheKey.stream().noneMatch(this::hasAWayBack)
            && demoted.stream().noneMatch(this::hasAWayBackToHosting));
    change.epoch().ifPresent(this::begin);
    cut(state, change);
  }

  private boolean givesThePinnedHostItsKey() {
    return change.epoch().filter(this::isForThePinnedHostAlone).isPresent()
        && change.removed().isEmpty()
        && change.roles().isEmpty()
        && change.revoked().isEmpty()
        && change.closing().isEmpty();
  }

  private boolean isForThePinnedHostAlone(NewEpoch epoch) {
    return epoch.number() == FIRST_EPOCH
        && epoch.members().equals(List.of(change.by()))
        && epoch.invites().isEmpty();
  }

  private void requireKnownMembers() {
    var removed = new HashSet<>(change.removed());
    Reason.UNKNOWN_MEMBER.unless(removed.stream().allMatch(this::isInRoster));
    Reason.UNKNOWN_MEMBER.unless(
        change.roles().stream()
            .map(RoleChange::mid)
            .allMatch(mid -> isInRoster(mid) && !removed.contains(mid)));
    Reason.NOT_ACTIVE.unless(
        change.roles().stream().allMatch(role -> state.member(role.mid()).active()));
  }

  private boolean isInRoster(MemberId mid) {
    var member = state.members.get(mid);
    return member != null && member.standing() != Standing.REMOVED;
  }

  /// Nobody pending ever had a key, so declining one takes none away.
  private static boolean isPending(Member member) {
    return member.standing() == Standing.PENDING;
  }

  /// While it is a host; one that gave up the role is like any other member.
  private boolean touchesThePinnedHost() {
    return state.members.values().stream()
        .filter(member -> member.id().equals(state.pinnedHost) && member.isHost())
        .anyMatch(
            host ->
                change.removed().contains(host.id())
                    || change.roles().stream().anyMatch(role -> role.mid().equals(host.id())));
  }

  private boolean makesAReaderAnAuditor() {
    return change.roles().stream()
        .anyMatch(role -> role.role() == Role.AUDITOR && state.member(role.mid()).mayRead());
  }

  private List<Member> demotedHosts() {
    return change.roles().stream()
        .filter(role -> role.role() != Role.HOST)
        .map(role -> state.member(role.mid()))
        .filter(Member::isHost)
        .toList();
  }

  private void giveTheUseBack(Member declined) {
    declined.invite().map(state::invite).map(Invite::usedOnceLess).ifPresent(state::put);
  }

  private void changeRole(RoleChange role) {
    state.put(state.member(role.mid()).inRole(role.role(), state.size));
  }

  private boolean hasAWayBack(Member removed) {
    return openInvites().anyMatch(invite -> cameBy(removed, invite) || made(removed, invite));
  }

  /// A former host knows the links that it made, and may have come by one that makes hosts.
  private boolean hasAWayBackToHosting(Member demoted) {
    return openInvites()
        .anyMatch(
            invite ->
                (invite.role() == Role.HOST && cameBy(demoted, invite)) || made(demoted, invite));
  }

  private Stream<Invite> openInvites() {
    return state.invites.values().stream().filter(invite -> !invite.revoked());
  }

  private static boolean cameBy(Member member, Invite invite) {
    return member.invite().filter(invite.id()::equals).isPresent();
  }

  private boolean made(Member member, Invite invite) {
    return state.member(invite.by()).line().equals(member.line());
  }

  private void begin(NewEpoch epoch) {
    int next = state.epoch() + 1;
    Reason.EPOCH_NUMBER.unless(epoch.number() == next);
    Reason.EPOCH_MEMBER.unless(epoch.members().stream().allMatch(this::mayRead));
    Reason.EPOCH_INVITE.unless(epoch.invites().stream().allMatch(this::mayBeWrappedTo));
    state.epochs.add(
        new Epoch(
            next,
            epoch.commitment(),
            new HashSet<>(epoch.members()),
            new HashSet<>(epoch.invites()),
            change.closing()));
  }

  private boolean mayRead(MemberId mid) {
    var member = state.members.get(mid);
    return member != null && member.mayRead();
  }

  private boolean mayBeWrappedTo(InviteId iid) {
    var invite = state.invites.get(iid);
    return invite != null && invite.mayBeWrappedTo();
  }
}
