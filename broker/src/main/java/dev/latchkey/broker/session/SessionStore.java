package dev.latchkey.broker.session;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Keeps what the sessions consist of: their statement logs, and beside each log the sealed things
/// that its statements speak of. The store holds bytes and order; what an entry means is for the
/// fold to say.
///
/// Every write is one step: it happens whole or not at all, and no other write, of this broker or
/// of another one on the same store, comes between its parts. A write returns only after it is as
/// durable as the store promises. Reads see all writes that have returned, and never a part of one.
/// All methods may be called from any thread.
///
/// The store has no clock: an expired session stays until [#purge] removes it.
///
/// Every method throws [StoreFailedException] when the store can no longer keep these promises.
public interface SessionStore {
  /// Creates the session with its first entries, or changes nothing. Brokers that create sessions
  /// of one creator at the same moment may go beyond the creator's most by as many.
  CreateResult create(NewSession session);

  Optional<SessionRow> find(SessionId session);

  /// At most so many sessions, expired ones too, by ascending ID as ASCII has it: those after this
  /// ID, or the first ones.
  List<SessionRow> list(Optional<SessionId> after, int most);

  /// Lets the session live until `expiresAt`, if that is later than it would. Does nothing if there
  /// is no such session.
  void extend(SessionId session, Instant expiresAt);

  /// The entries from position `from` (0 is the first) on, as many as fit into `maxChars`, but at
  /// least one if there is one; empty for a position at or beyond the end and for an unknown
  /// session.
  List<String> entries(SessionId session, int from, int maxChars);

  /// The entry at this position.
  Optional<String> entry(SessionId session, int position);

  /// The position of the entry with this SHA-256; of the first, if there are several.
  OptionalInt positionOf(SessionId session, Bytes hash);

  /// The newest sequence number of every channel that was written.
  Map<Integer, Long> channelHeads(SessionId session);

  /// Where these sessions stand; those that do not exist are left out.
  default Map<SessionId, Standing> standings(Collection<SessionId> sessions) {
    var standings = new HashMap<SessionId, Standing>();
    for (var session : sessions) {
      // The row first: what is written in between shows the next time.
      find(session)
          .ifPresent(
              row ->
                  standings.put(
                      session,
                      new Standing(row.size(), row.namesVersion(), channelHeads(session))));
    }
    return standings;
  }

  /// Appends one entry if and only if the log has `expectedSize` entries, and the effects with it.
  /// An entry is all ASCII. A log has at most 10,000 entries, and these with the sealed texts that
  /// came with them at most 8 MiB: what is more is [Full][AppendResult.Full].
  ///
  /// If the effects close channels, the entry is in only if these are all channels that were
  /// written, each with that very head: no frame comes between what the entry names and the entry.
  ///
  /// Of any number of callers that expect one size, exactly one gets
  /// [Appended][AppendResult.Appended]. Any other result leaves the store as it was.
  AppendResult append(SessionId session, int expectedSize, String entry, Effects effects);

  /// The session that holds an invite of this ID; the one that had it first, if several do.
  Optional<SessionId> sessionOfInvite(InviteId invite);

  Optional<StoredInvite> invite(SessionId session, InviteId invite);

  /// The invites of the session, oldest first.
  List<StoredInvite> invites(SessionId session);

  /// Counts looks at the invite. Does nothing if there is no such invite.
  void countOpened(SessionId session, InviteId invite, int count);

  /// Counts refused joins by the invite. Does nothing if there is no such invite.
  ///
  /// @param lastAt when the last of them was
  void countFailed(SessionId session, InviteId invite, int count, Instant lastAt);

  /// The epoch keys that are wrapped to this recipient, by ascending epoch.
  List<StoredWrap> wraps(SessionId session, WrapRecipient recipient);

  /// Takes a name frame in place of the member's earlier one and gives it the next version of the
  /// session's names. Name frames have a counter of their own per instance.
  NameResult putName(SessionId session, NameToStore name);

  /// The newest name of the member.
  Optional<StoredName> name(SessionId session, MemberId member);

  /// The newest name of each member whose version is above `after`, by ascending version.
  List<StoredName> names(SessionId session, long after);

  /// Takes a challenge.
  ///
  /// @return true to exactly one caller per challenge, until a [#purge] at or after its expiry
  boolean takeChallenge(UsedChallenge challenge);

  /// Removes every session and challenge that is expired at `now` (one that expires at `now` is),
  /// the sessions with everything that they own.
  default Purged purge(Instant now) {
    return new Purged(purgeSessions(now), purgeChallenges(now));
  }

  /// Removes the sessions alone.
  ///
  /// @return how many
  int purgeSessions(Instant now);

  /// Removes the challenges alone.
  ///
  /// @return how many
  int purgeChallenges(Instant now);
}
