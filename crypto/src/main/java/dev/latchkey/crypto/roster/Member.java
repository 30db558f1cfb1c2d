package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One device in a session, also after it was removed: its keys and its past still judge old frames
/// and keep anybody from using them again.
///
/// `line` is the first device of a chain of moves, `entry` the position and `entryHash` the hash of
/// the entry by which this one came in; `tenures` are the roles that counted, oldest first.
public record Member(
    MemberId id,
    VerifyingKey signingKey,
    WrapPublicKey wrapKey,
    Role role,
    Standing standing,
    Optional<InviteId> invite,
    MemberId line,
    int entry,
    Bytes entryHash,
    List<Tenure> tenures) {
  public enum Standing {
    /// In, but no host statement has covered the entry yet.
    NEW,
    CONFIRMED,
    /// Waits for an `admit`.
    PENDING,
    /// Joined when no use of the invite was left; never in.
    SURPLUS,
    REMOVED
  }

  public Member {
    tenures = List.copyOf(tenures);
  }

  static Member confirmed(Statement.Genesis genesis, Bytes entryHash) {
    var id = MemberId.of(genesis.signingKey());
    return new Member(
        id,
        genesis.signingKey(),
        genesis.wrapKey(),
        Role.HOST,
        Standing.CONFIRMED,
        Optional.empty(),
        id,
        0,
        entryHash,
        List.of(Tenure.since(0, Role.HOST)));
  }

  static Member joined(Statement.Join join, Standing standing, int entry, Bytes entryHash) {
    var id = MemberId.of(join.signingKey());
    return new Member(
        id,
        join.signingKey(),
        join.wrapKey(),
        join.role(),
        standing,
        Optional.of(join.iid()),
        id,
        entry,
        entryHash,
        standing == Standing.NEW ? List.of(Tenure.since(entry, join.role())) : List.of());
  }

  /// The device that takes this one's place.
  Member successor(Statement.Move move, int entry, Bytes entryHash) {
    return new Member(
        MemberId.of(move.signingKey()),
        move.signingKey(),
        move.wrapKey(),
        role,
        Standing.NEW,
        invite,
        line,
        entry,
        entryHash,
        List.of(Tenure.since(entry, role)));
  }

  /// Whether the member is in and its role counts.
  public boolean active() {
    return standing == Standing.NEW || standing == Standing.CONFIRMED;
  }

  boolean isHost() {
    return active() && role == Role.HOST;
  }

  boolean mayRead() {
    return active() && role != Role.AUDITOR;
  }

  /// The role that counted when the log had `size` entries.
  Optional<Role> roleAtSize(int size) {
    return roleDuring(size - 1, size);
  }

  /// The role that counted at some point from entry `first` on and before `end`; the last, if
  /// there were several.
  Optional<Role> roleDuring(int first, int end) {
    return tenures.reversed().stream()
        .filter(tenure -> tenure.touches(first, end))
        .findFirst()
        .map(Tenure::role);
  }

  Member confirmed() {
    return standing == Standing.NEW ? with(role, Standing.CONFIRMED, tenures) : this;
  }

  Member admitted(int entry) {
    return with(role, Standing.CONFIRMED, List.of(Tenure.since(entry, role)));
  }

  Member inRole(Role newRole, int entry) {
    var next = Stream.concat(ended(entry), Stream.of(Tenure.since(entry, newRole))).toList();
    return with(newRole, standing, next);
  }

  Member removed(int entry) {
    return with(role, Standing.REMOVED, ended(entry).toList());
  }

  private Stream<Tenure> ended(int entry) {
    return tenures.stream().map(tenure -> tenure.endedBy(entry));
  }

  private Member with(Role newRole, Standing newStanding, List<Tenure> newTenures) {
    return new Member(
        id, signingKey, wrapKey, newRole, newStanding, invite, line, entry, entryHash, newTenures);
  }
}
