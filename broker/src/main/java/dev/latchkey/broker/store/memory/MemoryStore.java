package dev.latchkey.broker.store.memory;

import dev.latchkey.broker.ledger.Erasure;
import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.broker.relay.ChannelFrame;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.relay.Heads;
import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.CreateResult;
import dev.latchkey.broker.session.Creator;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NameResult;
import dev.latchkey.broker.session.NameToStore;
import dev.latchkey.broker.session.NewSession;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.broker.session.StoredWrap;
import dev.latchkey.broker.session.UsedChallenge;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.broker.store.Admission;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.function.Function;

/// Sessions, channels and ledgers in memory, under one lock. Nothing survives the process: this
/// store is for tests and for brokers that are thrown away. Apart from that it keeps the contract.
public final class MemoryStore implements SessionStore, ChannelStore, LedgerStore {
  private final Map<SessionId, MemorySession> sessions = new HashMap<>();
  private final Map<InviteId, SequencedSet<SessionId>> sessionsOfInvites = new HashMap<>();
  private final Map<String, Instant> challenges = new HashMap<>();
  private final MemoryLog log = new MemoryLog(this::ledgerSizes);

  @Override
  public synchronized CreateResult create(NewSession session) {
    var creator = session.creator();
    if (creator.isPresent() && isFull(creator.get(), session.createdAt())) {
      return CreateResult.TOO_MANY;
    }
    return sessions.putIfAbsent(session.sid(), new MemorySession(session)) == null
        ? CreateResult.CREATED
        : CreateResult.EXISTS;
  }

  private boolean isFull(Creator creator, Instant now) {
    return sessions.values().stream()
            .filter(it -> it.row().isLiveAt(now) && it.isBy(creator.pseudonyms()))
            .count()
        >= creator.most();
  }

  @Override
  public synchronized Optional<SessionRow> find(SessionId session) {
    return held(session).map(MemorySession::row);
  }

  @Override
  public synchronized List<SessionRow> list(Optional<SessionId> after, int most) {
    var from = after.map(SessionId::value).orElse("");
    return sessions.values().stream()
        .map(MemorySession::row)
        .filter(row -> row.sid().value().compareTo(from) > 0)
        .sorted(Comparator.comparing(row -> row.sid().value()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized void extend(SessionId session, Instant expiresAt) {
    held(session).ifPresent(held -> held.extend(expiresAt));
  }

  @Override
  public synchronized List<String> entries(SessionId session, int from, int maxChars) {
    return held(session).map(held -> held.entries(from, maxChars)).orElse(List.of());
  }

  @Override
  public synchronized Optional<String> entry(SessionId session, int position) {
    return held(session).flatMap(held -> held.entry(position));
  }

  @Override
  public synchronized OptionalInt positionOf(SessionId session, Bytes hash) {
    return held(session).map(held -> held.positionOf(hash)).orElse(OptionalInt.empty());
  }

  @Override
  public synchronized Map<Integer, Long> channelHeads(SessionId session) {
    return held(session).map(MemorySession::channelHeads).orElse(Map.of());
  }

  @Override
  public synchronized AppendResult append(
      SessionId session, int expectedSize, String entry, Effects effects) {
    MemorySession held = sessions.get(session);
    if (held == null) {
      return new AppendResult.Gone();
    }
    var refusal = Admission.refusal(entry, effects, held.row(), expectedSize, held.channelHeads());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (effects.challenge().isPresent() && !takeChallenge(effects.challenge().get())) {
      return new AppendResult.ChallengeUsed();
    }
    held.append(entry, effects);
    effects
        .invite()
        .ifPresent(
            invite ->
                sessionsOfInvites
                    .computeIfAbsent(invite.iid(), _ -> new LinkedHashSet<>())
                    .add(session));
    return new AppendResult.Appended(expectedSize + 1, held.ledger().size());
  }

  @Override
  public synchronized Optional<SessionId> sessionOfInvite(InviteId invite) {
    return Optional.ofNullable(sessionsOfInvites.get(invite)).map(SequencedSet::getFirst);
  }

  @Override
  public synchronized Optional<StoredInvite> invite(SessionId session, InviteId invite) {
    return held(session).flatMap(held -> held.invite(invite)).map(MemoryInvite::stored);
  }

  @Override
  public synchronized List<StoredInvite> invites(SessionId session) {
    return held(session).map(MemorySession::invites).orElse(List.of());
  }

  @Override
  public synchronized void countOpened(SessionId session, InviteId invite, int count) {
    held(session).flatMap(held -> held.invite(invite)).ifPresent(held -> held.countOpened(count));
  }

  @Override
  public synchronized void countFailed(
      SessionId session, InviteId invite, int count, Instant lastAt) {
    held(session)
        .flatMap(held -> held.invite(invite))
        .ifPresent(held -> held.countFailed(count, lastAt));
  }

  @Override
  public synchronized List<StoredWrap> wraps(SessionId session, WrapRecipient recipient) {
    return held(session).map(held -> held.wraps(recipient)).orElse(List.of());
  }

  @Override
  public synchronized NameResult putName(SessionId session, NameToStore name) {
    return held(session).map(held -> held.putName(name)).orElseGet(NameResult.Gone::new);
  }

  @Override
  public synchronized Optional<StoredName> name(SessionId session, MemberId member) {
    return held(session).flatMap(held -> held.name(member));
  }

  @Override
  public synchronized List<StoredName> names(SessionId session, long after) {
    return held(session).map(held -> held.names(after)).orElse(List.of());
  }

  @Override
  public synchronized boolean takeChallenge(UsedChallenge challenge) {
    return challenges.putIfAbsent(challenge.hash(), challenge.expiresAt()) == null;
  }

  @Override
  public synchronized int purgeSessions(Instant now) {
    int before = sessions.size();
    sessions.values().removeIf(session -> !session.row().expiresAt().isAfter(now));
    sessionsOfInvites.values().forEach(holders -> holders.retainAll(sessions.keySet()));
    sessionsOfInvites.values().removeIf(SequencedSet::isEmpty);
    return before - sessions.size();
  }

  @Override
  public synchronized int purgeChallenges(Instant now) {
    int before = challenges.size();
    challenges.values().removeIf(expiry -> !expiry.isAfter(now));
    return before - challenges.size();
  }

  @Override
  public synchronized List<WriteResult> writeAll(SessionId session, List<ChannelFrame> frames) {
    return frames.stream()
        .map(
            it ->
                held(session)
                    .map(held -> held.write(it.channel(), it.frame()))
                    .orElseGet(WriteResult.Gone::new))
        .toList();
  }

  @Override
  public synchronized Optional<Page> read(
      SessionId session, int channel, long after, int maxBytes) {
    return held(session).map(held -> held.channel(channel).page(after, maxBytes));
  }

  @Override
  public synchronized Optional<Heads> heads(SessionId session, int channel) {
    return held(session)
        .map(
            held -> {
              var state = held.channel(channel).state();
              var row = held.row();
              return new Heads(state.head(), state.base(), row.size(), row.namesVersion());
            });
  }

  @Override
  public synchronized void begin(SessionId session, NewEntries entries) {
    if (size(session) == 0) {
      var _ = append(session, entries);
    }
  }

  @Override
  public synchronized long append(SessionId session, NewEntries entries) {
    return held(session).map(held -> held.ledger().append(entries)).orElse(0L);
  }

  @Override
  public synchronized long size(SessionId session) {
    return held(session).map(held -> held.ledger().size()).orElse(0L);
  }

  @Override
  public synchronized List<StoredEntry> entries(SessionId session, long from, int most) {
    return held(session).map(held -> held.ledger().entries(from, most)).orElse(List.of());
  }

  @Override
  public synchronized <T> T ofNodes(SessionId session, Function<TreeNodes, T> calculation) {
    return calculation.apply(held(session).orElseThrow().ledger());
  }

  @Override
  public synchronized OptionalLong indexOf(SessionId session, int position) {
    return held(session).map(held -> held.ledger().indexOf(position)).orElse(OptionalLong.empty());
  }

  @Override
  public synchronized int statements(SessionId session, long size) {
    return held(session).map(held -> held.ledger().statements(size)).orElse(0);
  }

  @Override
  public synchronized int eraseDetails(Instant before, int most, Erasure erasure) {
    int erased = 0;
    for (var held : sessions.values()) {
      int count = held.ledger().eraseDetails(before, most - erased);
      if (count > 0) {
        held.ledger().append(erasure.of(count, held.row().size()));
      }
      erased += count;
    }
    return erased;
  }

  @Override
  public synchronized int erase(SessionId session, MemberId member, NewEntries done) {
    return held(session)
        .map(
            held -> {
              held.dropName(member);
              int erased = held.ledger().eraseDetails(member);
              held.ledger().append(done);
              return erased;
            })
        .orElse(0);
  }

  /// The broker-wide log, with a lock of its own.
  public LogStore log() {
    return log;
  }

  private synchronized Map<SessionId, Long> ledgerSizes() {
    var sizes = new HashMap<SessionId, Long>();
    sessions.forEach((session, held) -> sizes.put(session, held.ledger().size()));
    return sizes;
  }

  private Optional<MemorySession> held(SessionId session) {
    return Optional.ofNullable(sessions.get(session));
  }
}
