package dev.latchkey.broker.store.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.relay.FrameToStore;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.Creator;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NameResult;
import dev.latchkey.broker.session.NameToStore;
import dev.latchkey.broker.session.NewSession;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.broker.session.StoredWrap;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.broker.store.Admission;
import dev.latchkey.broker.store.ChannelState;
import dev.latchkey.broker.store.LastFrame;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// One session with everything it owns.
final class MemorySession {
  private enum Stream {
    DURABLE,
    NAME
  }

  private record Instance(Stream stream, int epoch, MemberId sender, Bytes instance) {}

  private final SessionId sid;
  private final Instant createdAt;
  private Instant expiresAt;
  private int guard;
  private int epoch;
  private long namesVersion;
  private long logBytes;
  private long frameBytes;
  private final List<String> entries = new ArrayList<>();
  private final Map<Bytes, Integer> positions = new HashMap<>();
  private final Map<InviteId, MemoryInvite> invites = new LinkedHashMap<>();
  private final Map<WrapRecipient, TreeMap<Integer, StoredWrap>> wraps = new HashMap<>();
  private final Map<MemberId, StoredName> names = new HashMap<>();
  private final Map<Integer, MemoryChannel> channels = new HashMap<>();
  private final Map<Instance, LastFrame> lastFrames = new HashMap<>();
  private final MemoryLedger ledger = new MemoryLedger();
  private Optional<Bytes> creator;

  MemorySession(NewSession session) {
    sid = session.sid();
    createdAt = session.createdAt();
    expiresAt = session.expiresAt();
    guard = session.guard();
    epoch = session.epoch();
    session.entries().forEach(this::add);
    logBytes = session.logBytes();
    putWrap(session.hostWrap());
    ledger.append(session.ledger());
    creator = session.creator().map(Creator::pseudonym);
  }

  /// Whether one of these is the pseudonym of its creator.
  boolean isBy(List<Bytes> pseudonyms) {
    return creator.filter(pseudonyms::contains).isPresent();
  }

  MemoryLedger ledger() {
    return ledger;
  }

  SessionRow row() {
    return new SessionRow(
        sid,
        entries.size(),
        namesVersion,
        guard,
        epoch,
        createdAt,
        expiresAt,
        logBytes,
        logBytes + frameBytes);
  }

  void extend(Instant later) {
    expiresAt = later.isAfter(expiresAt) ? later : expiresAt;
  }

  List<String> entries(int from, int maxChars) {
    var page = new ArrayList<String>();
    long chars = 0;
    for (int position = from; position < entries.size(); position++) {
      var entry = entries.get(position);
      chars += entry.length();
      if (chars > maxChars && !page.isEmpty()) {
        break;
      }
      page.add(entry);
    }
    return page;
  }

  Optional<String> entry(int position) {
    return position < entries.size() ? Optional.of(entries.get(position)) : Optional.empty();
  }

  OptionalInt positionOf(Bytes hash) {
    var position = positions.get(hash);
    return position == null ? OptionalInt.empty() : OptionalInt.of(position);
  }

  Map<Integer, Long> channelHeads() {
    var heads = new HashMap<Integer, Long>();
    channels.forEach(
        (number, channel) -> {
          if (channel.state().head() > 0) {
            heads.put(number, channel.state().head());
          }
        });
    return heads;
  }

  private void add(String entry) {
    positions.putIfAbsent(Bytes.of(Hashes.sha256(entry.getBytes(US_ASCII))), entries.size());
    entries.add(entry);
  }

  void append(String entry, Effects effects) {
    add(entry);
    logBytes += Admission.logBytes(entry, effects);
    guard = effects.guard();
    epoch = effects.epoch();
    expiresAt = effects.expiresAt().orElse(expiresAt);
    lastFrames
        .keySet()
        .removeIf(instance -> instance.epoch() < epoch - Admission.REMEMBERED_EPOCHS);
    effects
        .invite()
        .ifPresent(
            invite ->
                invites
                    .computeIfAbsent(invite.iid(), _ -> new MemoryInvite(invite))
                    .seal(invite.label(), invite.preview()));
    wraps.forEach(this::forget);
    effects.wraps().forEach(this::putWrap);
    if (effects.erases()) {
      erase();
    }
    ledger.append(effects.entries());
  }

  private void forget(WrapRecipient recipient, NavigableMap<Integer, StoredWrap> ofRecipient) {
    if (recipient instanceof WrapRecipient.Invite) {
      ofRecipient.headMap(epoch, false).clear();
    }
  }

  private void erase() {
    channels.clear();
    lastFrames.clear();
    names.clear();
    wraps.clear();
    invites.values().forEach(MemoryInvite::erase);
    creator = Optional.empty();
    frameBytes = 0;
    logBytes = entries.stream().mapToLong(String::length).sum();
  }

  Optional<MemoryInvite> invite(InviteId invite) {
    return Optional.ofNullable(invites.get(invite));
  }

  List<StoredInvite> invites() {
    return invites.values().stream().map(MemoryInvite::stored).toList();
  }

  private void putWrap(StoredWrap wrap) {
    wraps.computeIfAbsent(wrap.recipient(), _ -> new TreeMap<>()).put(wrap.epoch(), wrap);
  }

  List<StoredWrap> wraps(WrapRecipient recipient) {
    var ofRecipient = wraps.get(recipient);
    return ofRecipient == null ? List.of() : List.copyOf(ofRecipient.values());
  }

  NameResult putName(NameToStore name) {
    var instance = new Instance(Stream.NAME, name.epoch(), name.member(), name.instance());
    var refusal = Admission.refusal(name, row(), lastFrames.get(instance));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    long version = ++namesVersion;
    names.put(name.member(), new StoredName(name.member(), name.frame(), version));
    lastFrames.put(instance, LastFrame.of(name.counter(), name.frame(), version));
    return new NameResult.Named(version);
  }

  Optional<StoredName> name(MemberId member) {
    return Optional.ofNullable(names.get(member));
  }

  void dropName(MemberId member) {
    names.remove(member);
  }

  List<StoredName> names(long after) {
    return names.values().stream()
        .filter(name -> name.version() > after)
        .sorted(Comparator.comparingLong(StoredName::version))
        .toList();
  }

  MemoryChannel channel(int channel) {
    return channels.computeIfAbsent(channel, _ -> new MemoryChannel());
  }

  WriteResult write(int number, FrameToStore frame) {
    var instance = new Instance(Stream.DURABLE, frame.epoch(), frame.sender(), frame.instance());
    MemoryChannel channel = channel(number);
    ChannelState state = channel.state();
    long freed = channel.storedBytes(frame.covers().orElse(0));
    var refusal = Admission.refusal(frame, row(), lastFrames.get(instance), state.head(), freed);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    channel.add(frame.frame(), frame.covers());
    long seq = channel.state().head();
    frameBytes += frame.frame().size() - freed;
    lastFrames.put(instance, LastFrame.of(frame.counter(), frame.frame(), seq));
    return new WriteResult.Stored(seq);
  }
}
