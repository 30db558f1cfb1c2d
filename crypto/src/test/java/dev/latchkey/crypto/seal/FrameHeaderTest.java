package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameHeaderTest {
  private static final MemberId SENDER = new MemberId("AAECAwQFBgcICQoLDA0ODw");
  private static final Bytes INSTANCE = Bytes.of(HexFormat.of().parseHex("a0a1a2a3a4a5a6a7"));

  @Test
  void fieldsStandInTheOrderOfTheFormat() {
    var header = new FrameHeader(FrameKind.REPLACE, 255, 0x01020304, SENDER, INSTANCE, 0x0506);

    assertThat(HexFormat.of().formatHex(header.encode()))
        .isEqualTo(
            "01"
                + "01"
                + "02"
                + "ff"
                + "01020304"
                + "000102030405060708090a0b0c0d0e0f"
                + "a0a1a2a3a4a5a6a7"
                + "0000000000000506");
    assertThat(FrameHeader.read(new ByteReader(header.encode()))).isEqualTo(header);
  }

  @ParameterizedTest
  @CsvSource({
    "APPEND, 0, 1, 1",
    "APPEND, 255, 2147483647, 9007199254740991",
    "REPLACE, 255, 1, 1",
    "EPHEMERAL, 255, 1, 1",
    "NAME, 0, 1, 1",
  })
  void valuesAtTheBoundsAreRead(FrameKind kind, int channel, int epoch, long counter) {
    var header = new FrameHeader(kind, channel, epoch, SENDER, INSTANCE, counter);

    assertThat(FrameHeader.read(new ByteReader(header.encode()))).isEqualTo(header);
  }

  @ParameterizedTest
  @CsvSource({
    "APPEND, -1, 1, 1",
    "APPEND, 256, 1, 1",
    "NAME, 1, 1, 1",
    "APPEND, 0, 0, 1",
    "APPEND, 0, -1, 1",
    "APPEND, 0, 1, 0",
    "APPEND, 0, 1, -1",
    "APPEND, 0, 1, 9007199254740992",
  })
  void valuesBeyondTheBoundsAreRefused(FrameKind kind, int channel, int epoch, long counter) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new FrameHeader(kind, channel, epoch, SENDER, INSTANCE, counter));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 2", "1, 0", "1, 2", "2, 0", "2, 5", "2, 255"})
  void otherVersionsSuitesAndKindsAreRefused(int at, int value) {
    byte[] bytes = new FrameHeader(FrameKind.APPEND, 0, 1, SENDER, INSTANCE, 1).encode();
    bytes[at] = (byte) value;

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> FrameHeader.read(new ByteReader(bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9})
  void instanceIs8Bytes(int size) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new FrameHeader(FrameKind.APPEND, 0, 1, SENDER, instance(size), 1));
  }

  @Test
  void instanceIsNotAllZero() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(
            () -> new FrameHeader(FrameKind.APPEND, 0, 1, SENDER, Bytes.of(new byte[8]), 1));
  }

  private static Bytes instance(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 1);
    return Bytes.of(bytes);
  }
}
