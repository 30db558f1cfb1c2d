package dev.latchkey.crypto.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.seal.Covers.LastCounter;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

public final class BodyVectors implements VectorSource {
  private static final int FLAGS = 0;
  private static final int HEAD = 1;
  private static final int CHECKPOINT_SIZE = 73;
  private static final int COVERS = 113;
  private static final int COUNT = COVERS + 40;
  private static final int FIRST = COUNT + 2;
  private static final int SECOND = FIRST + 44;
  private static final long TOO_LARGE = 1L << 53;

  private static final MemberId BEN = MemberId.of(Cast.BEN.verifyingKey());
  private static final byte[] PAYLOAD = SeededRandom.bytes("payload", 5);
  private static final byte[] APPEND = Cast.body(FrameKind.APPEND, PAYLOAD).encode();
  private static final byte[] REPLACE = Cast.body(FrameKind.REPLACE, PAYLOAD).encode();

  @Override
  public String kind() {
    return "body";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    var kind = FrameKind.valueOf(Fields.text(in, "kind").toUpperCase(Locale.ROOT));
    try {
      return Answer.ok(out(FrameBody.parse(kind, Fields.bytes(in, "body"))));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    var vectors = new ArrayList<Vector>();
    vectors.addAll(readable());
    vectors.addAll(lyingLinks());
    vectors.addAll(lyingCovers());
    return vectors;
  }

  /// A body as vectors show it.
  static Map<String, Object> out(FrameBody body) {
    var out = new TreeMap<String, Object>();
    var links = body.links();
    out.put("conditional", links.conditional());
    out.put("head", links.head());
    out.put("headHash", links.headHash().toString());
    out.put("logHash", links.logHash().toString());
    out.put("checkpointSize", links.checkpointSize());
    out.put("checkpointRoot", links.checkpointRoot().toString());
    body.covers().ifPresent(covers -> out.put("covers", out(covers)));
    out.put("payload", body.payload().toString());
    return out;
  }

  private static Map<String, ?> out(Covers covers) {
    return Map.of(
        "seq", covers.seq(),
        "hash", covers.hash().toString(),
        "counters", covers.counters().stream().map(BodyVectors::out).toList());
  }

  private static Map<String, ?> out(LastCounter last) {
    return Map.of(
        "epoch", last.epoch(),
        "sender", last.sender().value(),
        "instance", last.instance().toString(),
        "counter", last.counter(),
        "seq", last.seq());
  }

  private static List<Vector> readable() {
    byte[] linksAlone = Arrays.copyOf(APPEND, COVERS);
    byte[] noCounters = Arrays.copyOf(REPLACE, FIRST);
    ByteBuffer.wrap(noCounters).putShort(COUNT, (short) 0);
    var conditional = expected(PAYLOAD, false);
    conditional.put("conditional", true);
    var largest = expected(PAYLOAD, false);
    largest.put("head", TOO_LARGE - 1);
    var withoutCounters = expected(new byte[0], true);
    withoutCounters.put("covers", covers(List.of()));
    var withFloor = expected(PAYLOAD, false);
    withFloor.put("covers", covers(eightInstances().stream().map(BodyVectors::out).toList()));
    return List.of(
        ok("append", "append", "links and payload", APPEND, expected(PAYLOAD, false)),
        ok("ephemeral", "ephemeral", "links and payload", APPEND, expected(PAYLOAD, false)),
        ok("name", "name", "links and payload", APPEND, expected(PAYLOAD, false)),
        ok("replace", "replace", "links, covers and payload", REPLACE, expected(PAYLOAD, true)),
        ok("empty-payload", "append", "links alone", linksAlone, expected(new byte[0], false)),
        ok(
            "floor",
            "replace",
            "eight instances, and the floor of the others",
            replace(eightInstances()),
            withFloor),
        ok("no-counters", "replace", "covers without a counter", noCounters, withoutCounters),
        ok("conditional", "append", "the flag set", patched(APPEND, FLAGS, "01"), conditional),
        ok(
            "largest-head",
            "append",
            "a head of 2^53 - 1",
            numbered(APPEND, HEAD, TOO_LARGE - 1),
            largest));
  }

  private static List<Vector> lyingLinks() {
    return List.of(
        lie("nothing", "append", "no bytes", new byte[0]),
        lie("links-cut", "append", "112 bytes of links", Arrays.copyOf(APPEND, COVERS - 1)),
        lie("flag-unknown", "append", "an unknown flag", patched(APPEND, FLAGS, "02")),
        lie(
            "flag-unknown-beside",
            "append",
            "an unknown flag beside the known",
            patched(APPEND, FLAGS, "81")),
        lie("head-too-large", "append", "a head of 2^53", numbered(APPEND, HEAD, TOO_LARGE)),
        lie("head-largest", "append", "a head of 2^64 - 1", numbered(APPEND, HEAD, -1)),
        lie(
            "checkpoint-too-large",
            "append",
            "a checkpoint size of 2^53",
            numbered(APPEND, CHECKPOINT_SIZE, TOO_LARGE)));
  }

  private static List<Vector> lyingCovers() {
    byte[] swapped = Arrays.copyOf(REPLACE, REPLACE.length);
    System.arraycopy(REPLACE, SECOND, swapped, FIRST, 44);
    System.arraycopy(REPLACE, FIRST, swapped, SECOND, 44);
    byte[] twice = Arrays.copyOf(REPLACE, REPLACE.length);
    System.arraycopy(REPLACE, FIRST, twice, SECOND, 28);
    return List.of(
        lie("covers-absent", "replace", "a replace without covers", Arrays.copyOf(APPEND, COVERS)),
        lie(
            "covers-cut",
            "replace",
            "covers cut in their hash",
            Arrays.copyOf(REPLACE, COVERS + 20)),
        lie("count-cut", "replace", "half of a count", Arrays.copyOf(REPLACE, COUNT + 1)),
        lie(
            "counters-cut",
            "replace",
            "a counter less than announced",
            Arrays.copyOf(REPLACE, SECOND + 43)),
        lie(
            "count-largest",
            "replace",
            "65,535 counters announced",
            patched(REPLACE, COUNT, "ffff")),
        lie(
            "covers-too-large",
            "replace",
            "covers up to 2^53",
            numbered(REPLACE, COVERS, TOO_LARGE)),
        lie("counters-swapped", "replace", "counters in descending order", swapped),
        lie("counters-twice", "replace", "an instance twice", twice),
        lie(
            "counter-epoch-0",
            "replace",
            "a counter of epoch 0",
            patched(REPLACE, FIRST, "00000000")),
        lie(
            "counter-epoch-large",
            "replace",
            "a counter of epoch 2^31",
            patched(REPLACE, SECOND, "80000000")),
        lie("counter-0", "replace", "an instance's counter of 0", numbered(REPLACE, FIRST + 28, 0)),
        lie(
            "floor-counter-1",
            "replace",
            "a counter of no instance",
            patched(REPLACE, FIRST + 20, "00".repeat(8))),
        lie(
            "counter-too-large",
            "replace",
            "a counter of 2^53",
            numbered(REPLACE, FIRST + 28, TOO_LARGE)),
        lie("position-0", "replace", "a counter used at 0", numbered(REPLACE, FIRST + 36, 0)),
        lie(
            "position-beyond",
            "replace",
            "a counter used after what is covered",
            numbered(REPLACE, FIRST + 36, 8)),
        lie("instances-9", "replace", "nine instances of a sender", nineInstances()));
  }

  /// Of Ben, who has used more of them: his floor is 3.
  private static List<LastCounter> eightInstances() {
    var last = new ArrayList<LastCounter>();
    for (int i = 0; i <= 8; i++) {
      var instance = Bytes.of(ByteBuffer.allocate(8).putLong(16 * i).array());
      last.add(new LastCounter(Cast.EPOCH, BEN, instance, i, i == 0 ? 3 : 7));
    }
    return last;
  }

  private static byte[] nineInstances() {
    byte[] nine = replace(eightInstances());
    return ByteBuffer.wrap(nine).putLong(FIRST + 20, 1).putLong(FIRST + 28, 1).array();
  }

  private static byte[] replace(List<LastCounter> counters) {
    var covers = new Covers(7, Cast.hash("covered"), counters);
    return new FrameBody(Cast.LINKS, Optional.of(covers), Bytes.of(PAYLOAD)).encode();
  }

  private static TreeMap<String, Object> expected(byte[] payload, boolean replace) {
    var out = new TreeMap<String, Object>();
    out.put("conditional", false);
    out.put("head", 7);
    out.put("headHash", Cast.hash("head").toString());
    out.put("logHash", Cast.hash("log").toString());
    out.put("checkpointSize", 12);
    out.put("checkpointRoot", Cast.hash("checkpoint").toString());
    out.put("payload", Base64Url.encode(payload));
    if (replace) {
      out.put("covers", covers(List.of(counter("two", 9, 7), counter("one", 5, 4))));
    }
    return out;
  }

  private static Map<String, ?> covers(List<Map<String, ?>> counters) {
    return Map.of("seq", 7, "hash", Cast.hash("covered").toString(), "counters", counters);
  }

  private static Map<String, ?> counter(String instance, long counter, long seq) {
    return Map.of(
        "epoch",
        Cast.EPOCH,
        "sender",
        BEN.value(),
        "instance",
        Cast.instance(instance).id().toString(),
        "counter",
        counter,
        "seq",
        seq);
  }

  private static byte[] patched(byte[] body, int at, String hex) {
    return ByteBuffer.wrap(body.clone()).put(at, HexFormat.of().parseHex(hex)).array();
  }

  private static byte[] numbered(byte[] body, int at, long number) {
    return ByteBuffer.wrap(body.clone()).putLong(at, number).array();
  }

  private static Vector ok(String name, String kind, String why, byte[] body, Map<String, ?> out) {
    return Vector.ok(name, why, in(kind, body), out);
  }

  private static Vector lie(String name, String kind, String why, byte[] body) {
    return Vector.refused(name, why, "format", in(kind, body));
  }

  private static Map<String, ?> in(String kind, byte[] body) {
    return Map.of("kind", kind, "body", Base64Url.encode(body));
  }
}
