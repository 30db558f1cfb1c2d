package dev.latchkey.crypto.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.seal.Covers.LastCounter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBodyTest {
  private static final int COVERS = 113;
  private static final int COUNT = COVERS + 8 + 32;
  private static final int COUNTER = COUNT + 2 + 4 + 16 + 8;
  private static final Bytes HASH = Cast.hash("hash");
  private static final LastCounter FIRST = lastCounter(1, "a", 1, 5);

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrites(FrameKind kind) {
    for (int size : new int[] {0, 1, 1_000}) {
      FrameBody body = Cast.body(kind, new byte[size]);

      assertThat(FrameBody.parse(kind, body.encode())).isEqualTo(body);
    }
  }

  @Test
  void aConditionalBodyIsReadAsOne() {
    var links = new FrameLinks(true, 7, HASH, HASH, 12, HASH);
    var body = new FrameBody(links, Optional.empty(), Bytes.of(new byte[3]));

    assertThat(FrameBody.parse(FrameKind.APPEND, body.encode())).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void hashesAre32Bytes(int size) {
    var hash = Bytes.of(new byte[size]);

    assertInvalid(() -> new FrameLinks(false, 7, hash, HASH, 12, HASH));
    assertInvalid(() -> new FrameLinks(false, 7, HASH, hash, 12, HASH));
    assertInvalid(() -> new FrameLinks(false, 7, HASH, HASH, 12, hash));
    assertInvalid(() -> new Covers(7, hash, List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9})
  void instancesAre8Bytes(int size) {
    assertInvalid(
        () -> new LastCounter(1, FIRST.sender(), Bytes.of(SeededRandom.bytes("id", size)), 1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void countersAreOfAnEpoch(int epoch) {
    assertInvalid(() -> lastCounter(epoch, "a", 1, 1));
  }

  @Test
  void linksAre113Bytes() {
    assertThat(Cast.LINKS.encode()).hasSize(113);
  }

  @Test
  void everyCutBeforeThePayloadIsRefused() {
    byte[] body = Cast.body(FrameKind.REPLACE, new byte[0]).encode();

    for (int size = 0; size < body.length; size++) {
      assertRefused(FrameKind.REPLACE, Arrays.copyOf(body, size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 128, 255})
  void unknownFlagsAreRefused(int flags) {
    byte[] body = Cast.body(FrameKind.APPEND, new byte[0]).encode();
    body[0] = (byte) flags;

    assertRefused(FrameKind.APPEND, body);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 73, COVERS, COUNTER})
  void numbersBeyond53BitsAreRefused(int at) {
    byte[] body = Cast.body(FrameKind.REPLACE, new byte[0]).encode();

    ByteBuffer.wrap(body).putLong(at, (1L << 53) - 1);
    assertThat(FrameBody.parse(FrameKind.REPLACE, body).encode()).isEqualTo(body);
    ByteBuffer.wrap(body).putLong(at, 1L << 53);
    assertRefused(FrameKind.REPLACE, body);
    ByteBuffer.wrap(body).putLong(at, -1);
    assertRefused(FrameKind.REPLACE, body);
  }

  @Test
  void moreCountersThanThereAreIsRefused() {
    byte[] body = Cast.body(FrameKind.REPLACE, new byte[0]).encode();
    ByteBuffer.wrap(body).putShort(COUNT, (short) 3);
    assertRefused(FrameKind.REPLACE, body);

    ByteBuffer.wrap(body).putShort(COUNT, (short) 0xffff);
    assertRefused(FrameKind.REPLACE, body);
  }

  @Test
  void countersAscendByEpochSenderAndInstance() {
    var ascending =
        List.of(
            FIRST,
            lastCounter(1, "a", 2, 4),
            lastCounter(1, "a", 0x80, 3),
            lastCounter(1, "b", 1, 2),
            lastCounter(2, "a", 1, 1));
    assertThat(covers(ascending).counters()).isEqualTo(ascending);

    for (int i = 1; i < ascending.size(); i++) {
      var swapped = new ArrayList<>(ascending);
      Collections.swap(swapped, i - 1, i);
      assertInvalid(() -> covers(swapped));
    }
  }

  @Test
  void anInstanceStandsOnce() {
    assertInvalid(() -> covers(List.of(FIRST, FIRST)));
    assertInvalid(() -> covers(List.of(FIRST, lastCounter(1, "a", 1, 6))));
  }

  @Test
  void holdsAsManyCountersAsItsCountCanSay() {
    var most = new ArrayList<LastCounter>();
    for (int epoch = 1; epoch <= 65_535; epoch++) {
      most.add(lastCounter(epoch, "a", 1, 1));
    }
    var covers = covers(most);
    assertThat(Covers.read(new ByteReader(covers.encode()))).isEqualTo(covers);

    most.add(lastCounter(65_536, "a", 1, 1));
    assertInvalid(() -> covers(most));
  }

  @Test
  void holdsEightInstancesAndAFloorPerSenderAndEpoch() {
    var most = new ArrayList<LastCounter>();
    for (LastCounter floor : List.of(floor(1, "a"), floor(1, "b"), floor(2, "a"))) {
      most.add(floor);
      for (int instance = 1; instance <= 8; instance++) {
        most.add(lastCounter(floor.epoch(), floor.sender().value().substring(0, 1), instance, 1));
      }
    }
    assertThat(covers(most).counters()).hasSize(27);

    most.add(lastCounter(2, "a", 9, 1));
    assertInvalid(() -> covers(most));
  }

  @Test
  void aNinthInstanceIsRefusedFromTheFirstCounterOn() {
    var nine = new ArrayList<LastCounter>();
    for (int instance = 1; instance <= 9; instance++) {
      nine.add(lastCounter(1, "a", instance, 1));
    }

    assertInvalid(() -> covers(nine));
    assertThat(covers(nine.subList(0, 8)).counters()).hasSize(8);
  }

  @Test
  void onlyAFloorHasNoInstanceAndNoCounter() {
    assertInvalid(() -> lastCounter(1, "a", 0, 1));
    assertInvalid(() -> lastCounter(1, "a", 1, 0));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "7, true", "0, false", "8, false", "-1, false"})
  void countersWereUsedUpToWhatIsCovered(long seq, boolean isRead) {
    byte[] body = Cast.body(FrameKind.REPLACE, new byte[0]).encode();
    ByteBuffer.wrap(body).putLong(COUNTER + 8, seq);

    if (isRead) {
      assertThat(FrameBody.parse(FrameKind.REPLACE, body).encode()).isEqualTo(body);
    } else {
      assertRefused(FrameKind.REPLACE, body);
    }
  }

  @Test
  void thePayloadIsNeverPrinted() {
    var payload = Bytes.of("secret plan".getBytes(UTF_8));
    var body = new FrameBody(Cast.LINKS, Optional.empty(), payload);

    assertThat(body.toString()).doesNotContain(payload.toString()).contains("11 bytes");
  }

  private static Covers covers(List<LastCounter> counters) {
    return new Covers(7, Cast.hash("covered"), counters);
  }

  private static LastCounter lastCounter(int epoch, String sender, long instance, long counter) {
    return new LastCounter(
        epoch,
        new MemberId(sender.repeat(21) + "A"),
        Bytes.of(ByteBuffer.allocate(8).putLong(instance).array()),
        counter,
        7);
  }

  private static LastCounter floor(int epoch, String sender) {
    return lastCounter(epoch, sender, 0, 0);
  }

  private static void assertRefused(FrameKind kind, byte[] body) {
    assertInvalid(() -> FrameBody.parse(kind, body));
  }

  private static void assertInvalid(ThrowingCallable making) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(making);
  }
}
