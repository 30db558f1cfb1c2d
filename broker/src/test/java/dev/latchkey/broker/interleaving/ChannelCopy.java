package dev.latchkey.broker.interleaving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.Epoch;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.Covers;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameBody;
import dev.latchkey.crypto.seal.FrameHeader;
import dev.latchkey.crypto.seal.FrameKind;
import dev.latchkey.crypto.seal.RunningHash;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What one reader has of one channel, judged by FORMATS.md §9.1. An append adds an edit, a replace
/// holds all edits up to what it covers.
final class ChannelCopy {
  private final Person reader;
  private final int channel;
  private long head;
  private final Map<Long, Bytes> hashes = new HashMap<>(Map.of(0L, RunningHash.start()));
  private final Map<Source, Last> counters = new HashMap<>();
  private long covered;
  private List<Integer> coveredEdits = List.of();
  private final TreeMap<Long, Integer> edits = new TreeMap<>();
  private long newestUnreadable;

  ChannelCopy(Person reader, int channel) {
    this.reader = reader;
    this.channel = channel;
  }

  private record Source(int epoch, MemberId sender, Bytes instance) {
    static Source of(FrameHeader header) {
      return new Source(header.epoch(), header.sender(), header.instance());
    }
  }

  private record Last(long counter, long seq) {}

  /// What a reader makes of a frame.
  sealed interface Verdict {
    record Opened(FrameBody body) implements Verdict {}

    /// By one who may, and this reader has no key of that time.
    record Unreadable() implements Verdict {}

    record Refused(String why) implements Verdict {}
  }

  ChannelHead at() {
    return new ChannelHead(channel, head, hash());
  }

  long head() {
    return head;
  }

  Bytes hash() {
    return hashes.get(head);
  }

  /// Whether all that counts was read.
  boolean synced() {
    return covered >= newestUnreadable;
  }

  List<Integer> edits() {
    return editsUpTo(head);
  }

  private List<Integer> editsUpTo(long seq) {
    return Stream.concat(coveredEdits.stream(), edits.headMap(seq, true).values().stream())
        .toList();
  }

  /// What a replace at the head of this copy says, with the counters of its epoch.
  Covers covers(int epoch) {
    var last =
        counters.entrySet().stream()
            .filter(it -> it.getKey().epoch() == epoch)
            .map(it -> lastCounter(it.getKey(), it.getValue()))
            .sorted(Comparator.comparing(ChannelCopy::order, Arrays::compareUnsigned))
            .toList();
    return new Covers(head, hash(), last);
  }

  private static Covers.LastCounter lastCounter(Source source, Last last) {
    return new Covers.LastCounter(
        source.epoch(), source.sender(), source.instance(), last.counter(), last.seq());
  }

  private static byte[] order(Covers.LastCounter last) {
    return Bytes.concat(last.sender().raw(), last.instance().toByteArray()).toByteArray();
  }

  /// Reads on. Fails the test if the broker shows anything that a client refuses, or that does not
  /// fit what this one has seen.
  void take(Page page) {
    if (!page.frames().isEmpty() && page.frames().getFirst().seq() > head + 1 && !skip(page)) {
      return;
    }
    for (var stored : page.frames()) {
      if (stored.seq() > head) {
        step(stored.seq(), stored.frame());
      }
    }
  }

  /// Goes on from a replace, or from where the running epoch began if the key before is unknown.
  private boolean skip(Page page) {
    long before = page.frames().getFirst().seq() - 1;
    var base =
        page.frames().stream().filter(it -> it.seq() == page.base()).findFirst().orElseThrow();
    var epoch = reader.roster().epoch(reader.roster().epoch()).orElseThrow();
    switch (judgeByPosition(base)) {
      case Verdict.Opened(FrameBody body) -> {
        var covers = body.covers().orElseThrow();
        assertThat(covers.seq()).isEqualTo(before);
        begin(covers.seq(), covers.hash());
        covers.counters().forEach(this::restore);
        cover(covers, body);
      }
      case Verdict.Unreadable() -> {
        if (!reader.hasKeyOf(epoch.number())) {
          return false;
        }
        var closing = closingOf(epoch);
        assertThat(closing.head()).isGreaterThanOrEqualTo(page.base());
        begin(closing.head(), closing.hash());
        newestUnreadable = closing.head();
      }
      case Verdict.Refused(String why) -> fail(base.seq(), why);
    }
    return true;
  }

  private Verdict judgeByPosition(StoredFrame base) {
    return judgeSender(base.seq(), Frame.parse(base.frame().toByteArray()));
  }

  private ChannelHead closingOf(Epoch epoch) {
    return epoch.closing().stream()
        .filter(it -> it.channel() == channel)
        .findFirst()
        .orElseGet(() -> ChannelHead.start(channel));
  }

  private void begin(long seq, Bytes hash) {
    head = seq;
    hashes.put(seq, hash);
    edits.clear();
  }

  private void restore(Covers.LastCounter last) {
    counters.put(
        new Source(last.epoch(), last.sender(), last.instance()),
        new Last(last.counter(), last.seq()));
  }

  private void step(long seq, Bytes bytes) {
    var frame = Frame.parse(bytes.toByteArray());
    switch (judge(seq, frame)) {
      case Verdict.Opened(FrameBody body) -> apply(seq, frame.header(), body);
      case Verdict.Unreadable() -> newestUnreadable = seq;
      case Verdict.Refused(String why) -> fail(seq, why);
    }
    hashes.put(seq, RunningHash.next(reader.session(), channel, hash(), seq, bytes.toByteArray()));
    head = seq;
  }

  private void fail(long seq, String why) {
    throw new AssertionError(
        "%s refuses frame %d of channel %d: %s".formatted(reader, seq, channel, why));
  }

  /// What this reader would make of a frame served as the next one.
  Verdict judgeNext(Frame frame) {
    return judge(head + 1, frame);
  }

  private Verdict judge(long seq, Frame frame) {
    var bySender = judgeSender(seq, frame);
    return bySender instanceof Verdict.Opened(FrameBody body)
        ? judgeBody(seq, frame.header(), body)
        : bySender;
  }

  private Verdict judgeSender(long seq, Frame frame) {
    var header = frame.header();
    var roster = reader.roster();
    if (header.channel() != channel) {
      return new Verdict.Refused("another channel");
    }
    var role = roster.roleAt(header.sender(), channel, seq);
    if (role.filter(it -> it == Role.HOST || it == Role.EDITOR).isEmpty()) {
      return new Verdict.Refused("role " + role);
    }
    if (header.epoch() != roster.epochAt(channel, seq)) {
      return new Verdict.Refused("epoch");
    }
    var key = reader.key(header.epoch());
    if (key.isEmpty()) {
      return new Verdict.Unreadable();
    }
    try {
      var sender = roster.member(header.sender()).orElseThrow().signingKey();
      return new Verdict.Opened(reader.readings().open(roster, frame, key.get(), sender));
    } catch (OpenFailedException e) {
      return new Verdict.Refused("does not open");
    }
  }

  private Verdict judgeBody(long seq, FrameHeader header, FrameBody body) {
    var links = body.links();
    var last = Optional.ofNullable(counters.get(Source.of(header)));
    if (last.filter(it -> header.counter() <= it.counter()).isPresent()) {
      return new Verdict.Refused("counter");
    }
    if (links.conditional() && !(links.head() == seq - 1 && links.headHash().equals(hash()))) {
      return new Verdict.Refused("condition");
    }
    if (body.covers().filter(it -> it.seq() > links.head()).isPresent()) {
      return new Verdict.Refused("covers");
    }
    return new Verdict.Opened(body);
  }

  private void apply(long seq, FrameHeader header, FrameBody body) {
    var links = body.links();
    assertThat(links.head()).as("head of a frame").isLessThan(seq);
    assertThat(hashes.getOrDefault(links.head(), links.headHash()))
        .as("%s sees a fork", reader)
        .isEqualTo(links.headHash());
    assertThat(reader.hasFolded(links.logHash())).as("%s knows its log", reader).isTrue();
    counters.put(Source.of(header), new Last(header.counter(), seq));
    if (header.kind() == FrameKind.APPEND) {
      edits.put(seq, Integer.valueOf(text(body)));
      return;
    }
    var covers = body.covers().orElseThrow();
    assertThat(hashes.getOrDefault(covers.seq(), covers.hash())).isEqualTo(covers.hash());
    if (covers.seq() >= covered) {
      if (synced()) {
        assertThat(listOf(body)).as("%s agrees", reader).isEqualTo(editsUpTo(covers.seq()));
      }
      cover(covers, body);
    }
  }

  private void cover(Covers covers, FrameBody body) {
    covered = covers.seq();
    coveredEdits = listOf(body);
    edits.headMap(covered, true).clear();
  }

  private static List<Integer> listOf(FrameBody body) {
    var text = text(body);
    return text.isEmpty() ? List.of() : Stream.of(text.split(",")).map(Integer::valueOf).toList();
  }

  private static String text(FrameBody body) {
    return new String(body.payload().toByteArray(), UTF_8);
  }
}
