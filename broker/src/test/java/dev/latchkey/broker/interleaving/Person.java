package dev.latchkey.broker.interleaving;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.broker.BrokerException.CounterUsed;
import dev.latchkey.broker.BrokerException.EpochClosed;
import dev.latchkey.broker.BrokerException.HeadMoved;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.http.Services;
import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.ReadRequest;
import dev.latchkey.broker.relay.Write;
import dev.latchkey.broker.session.Members;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.StoredWrap;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameBody;
import dev.latchkey.crypto.seal.FrameKind;
import dev.latchkey.crypto.seal.FrameLinks;
import dev.latchkey.crypto.seal.FrameSealer;
import dev.latchkey.crypto.seal.PublicKeys;
import dev.latchkey.crypto.seal.SenderInstance;
import dev.latchkey.crypto.wrap.WrapKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A client made of the parts of crypto. It reads when it is told to. What it has to write waits
/// until the broker has answered, over any number of tries.
final class Person {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final Device device;
  private final Services broker;
  private final Readings readings;
  private final Truth truth;
  private final Tally tally;
  private Roster roster;
  private final Set<Bytes> folded = new HashSet<>();
  private final Map<Integer, EpochKey> keys = new HashMap<>();
  private final Map<Integer, ChannelCopy> copies = new TreeMap<>();
  private final Deque<Job> outbox = new ArrayDeque<>();
  private @Nullable Sent unanswered;
  private boolean sending;
  private SenderInstance instance = SenderInstance.begin(RANDOM);
  private @Nullable Membership connection;

  Person(
      String name,
      Device device,
      SessionId session,
      Services broker,
      Readings readings,
      Truth truth,
      Tally tally) {
    this.name = name;
    this.device = device;
    this.roster = Roster.begin(session);
    this.broker = broker;
    this.readings = readings;
    this.truth = truth;
    this.tally = tally;
  }

  /// Something to write: an edit, or all edits so far in place of what held them.
  sealed interface Job {
    int channel();

    record Edit(int channel, int number, boolean conditional) implements Job {}

    record Compact(int channel) implements Job {}
  }

  private record Sent(Job job, Write write) {}

  @Override
  public String toString() {
    return name;
  }

  MemberId id() {
    return device.id();
  }

  Device device() {
    return device;
  }

  SessionId session() {
    return roster.sid();
  }

  Roster roster() {
    return roster;
  }

  /// The role that this person believes to have; none while it is not in.
  Optional<Role> role() {
    return roster.member(id()).filter(it -> it.active()).map(it -> it.role());
  }

  Readings readings() {
    return readings;
  }

  boolean hasFolded(Bytes logHash) {
    return folded.contains(logHash);
  }

  boolean hasKeyOf(int epoch) {
    return keys.containsKey(epoch);
  }

  Optional<EpochKey> key(int epoch) {
    return Optional.ofNullable(keys.get(epoch));
  }

  void learn(int epoch, EpochKey key) {
    keys.put(epoch, key);
  }

  Map<Integer, ChannelCopy> copies() {
    return copies;
  }

  ChannelCopy copy(int channel) {
    return copies.computeIfAbsent(channel, it -> new ChannelCopy(this, it));
  }

  /// As a live connection does, it shows who it is once, and writes and reads by that from then on.
  void connect() {
    connection = freshMembership();
  }

  Membership freshMembership() {
    return broker
        .members()
        .membership(session(), id(), device.signingKey().verifyingKey().jwkThumbprint());
  }

  /// As [#connect]; unsent frames keep their bytes, later ones are of another instance.
  void reconnect() {
    connect();
    instance = SenderInstance.begin(RANDOM);
  }

  /// As who it came in last, be it removed since.
  Optional<Membership> lastConnection() {
    return Optional.ofNullable(connection);
  }

  private Membership connection() {
    if (connection == null) {
      connect();
    }
    return connection;
  }

  void readLog() {
    var caller =
        broker
            .members()
            .attendance(session(), id(), device.signingKey().verifyingKey().jwkThumbprint());
    Members.News news;
    do {
      news = broker.members().news(caller, roster.size(), 0);
      for (var text : news.statements()) {
        roster = readings.apply(roster, text);
        folded.add(roster.logHash());
      }
    } while (news.more());
    news.wraps().forEach(it -> open(it, device.publicKeys(), device.wrapKey()));
  }

  void open(StoredWrap stored, PublicKeys recipient, WrapKey opener) {
    if (!keys.containsKey(stored.epoch())) {
      var kind =
          switch (stored.recipient()) {
            case WrapRecipient.Member _ -> RecipientKind.MEMBER;
            case WrapRecipient.Invite _ -> RecipientKind.INVITE;
          };
      var place = new EpochKeyWrap(session(), stored.epoch(), kind, recipient);
      var commitment = roster.epoch(stored.epoch()).orElseThrow().commitment();
      keys.put(stored.epoch(), place.open(opener, stored.wrap().toByteArray(), commitment));
    }
  }

  void readChannel(int channel) {
    var copy = copy(channel);
    var news =
        new ReadRequest(
            copy.head(), Duration.ZERO, OptionalLong.empty(), OptionalLong.empty(), Map.of());
    var page = broker.channels().read(connection(), channel, news).page();
    readLog();
    copy.take(page);
  }

  void enqueue(Job job) {
    outbox.add(job);
  }

  boolean hasUnsent() {
    return !outbox.isEmpty();
  }

  /// Sends what waits the longest, if there is a key to seal it with.
  ///
  /// @param answered whether the answer arrives
  void push(boolean answered) {
    if (sending || outbox.isEmpty() || !hasKeyOf(roster.epoch())) {
      return;
    }
    var job = outbox.getFirst();
    if (unanswered == null) {
      if (job instanceof Job.Compact && !copy(job.channel()).synced()) {
        outbox.removeFirst();
        return;
      }
      unanswered = new Sent(job, seal(job));
    }
    sending = true;
    send(unanswered, answered);
    sending = false;
  }

  private void send(Sent sent, boolean answered) {
    var write = sent.write();
    try {
      boolean isNew = !tally.isStored(write.frame());
      long seq = broker.channels().write(connection(), write);
      if (isNew) {
        truth.stored(write.header());
        tally.stored(write.frame());
      } else {
        tally.count("frame sent again");
      }
      if (answered) {
        done(sent);
      } else {
        tally.count("answer lost");
      }
    } catch (EpochClosed | HeadMoved e) {
      tally.count(e.getClass().getSimpleName());
      unanswered = null;
    } catch (CounterUsed e) {
      throw new AssertionError(name + " has one frame on its way at a time", e);
    } catch (NotFound | RoleForbidden e) {
      refused(write);
      if (!waitsForThaw()) {
        outbox.clear();
        unanswered = null;
      }
    }
  }

  private void done(Sent sent) {
    outbox.removeFirst();
    unanswered = null;
    if (sent.job() instanceof Job.Edit edit) {
      truth.acknowledged(edit.number());
    }
  }

  private boolean waitsForThaw() {
    return truth.isFrozen() && truth.active().get(id()) == Role.EDITOR;
  }

  private void refused(Write write) {
    if (truth.mayWrite(id())) {
      throw new AssertionError(name + " may write and was refused");
    }
    if (!tally.isStored(write.frame())) {
      truth.refused(write.frame(), id());
      tally.count("write of one who may not");
    }
  }

  /// Writes, though it may not: under the newest key that it has or was given.
  void intrude(int number) {
    int epoch = keys.keySet().stream().max(Integer::compare).orElse(0);
    if (epoch == 0 || connection == null) {
      return;
    }
    var write = seal(new Job.Edit(0, number, false), epoch);
    try {
      broker.channels().write(connection, write);
      throw new AssertionError("a frame of " + name + ", who may not write, was taken");
    } catch (BrokerException e) {
      refused(write);
    }
  }

  private Write seal(Job job) {
    return seal(job, roster.epoch());
  }

  private Write seal(Job job, int epoch) {
    var copy = copy(job.channel());
    return switch (job) {
      case Job.Edit(int channel, int number, boolean conditional) -> {
        var body = new FrameBody(links(copy, conditional), Optional.empty(), bytes("" + number));
        var frame = sealer(epoch).seal(FrameKind.APPEND, channel, body);
        yield Write.append(bytes(frame), condition(copy, conditional));
      }
      case Job.Compact(int channel) -> {
        var edits = copy.edits().stream().map(String::valueOf).collect(Collectors.joining(","));
        var covers = Optional.of(copy.covers(epoch));
        var body = new FrameBody(links(copy, false), covers, bytes(edits));
        var frame = sealer(epoch).seal(FrameKind.REPLACE, channel, body);
        yield Write.replace(bytes(frame), copy.head(), new Condition.Any());
      }
    };
  }

  private FrameSealer sealer(int epoch) {
    var key = key(epoch).orElseThrow();
    return new FrameSealer(session(), epoch, key, device.signingKey(), instance);
  }

  private FrameLinks links(ChannelCopy copy, boolean conditional) {
    return new FrameLinks(
        conditional,
        copy.head(),
        copy.hash(),
        roster.logHash(),
        TreeHead.EMPTY.size(),
        TreeHead.EMPTY.root());
  }

  private static Condition condition(ChannelCopy copy, boolean conditional) {
    return conditional ? new Condition.AtHead(copy.head()) : new Condition.Any();
  }

  private static Bytes bytes(Frame frame) {
    return Bytes.of(frame.encode());
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(US_ASCII));
  }
}
