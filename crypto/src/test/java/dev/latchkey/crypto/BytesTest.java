package dev.latchkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void laterWritesToTheSourceArrayAreNotSeen() {
    byte[] source = {1, 2, 3};
    var bytes = Bytes.of(source);

    source[0] = 9;

    assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
  }

  @Test
  void writesToAReturnedArrayAreNotSeen() {
    var bytes = Bytes.of(new byte[] {1, 2, 3});

    bytes.toByteArray()[0] = 9;

    assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
  }

  @Test
  void aViewShowsAllAndCannotBeWrittenTo() {
    var bytes = Bytes.of(new byte[] {1, 2, 3});

    assertThat(bytes.asBuffer()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(bytes.asBuffer().isReadOnly()).isTrue();
  }

  @Test
  void theNextBytesOfABufferAreReadAndLaterWritesToItNotSeen() {
    byte[] source = {1, 2, 3, 4};
    var buffer = ByteBuffer.wrap(source, 1, 3);

    var bytes = Bytes.read(buffer, 2);
    source[1] = 9;

    assertThat(bytes).isEqualTo(Bytes.of(new byte[] {2, 3}));
    assertThat(buffer.position()).isEqualTo(3);
  }

  @Test
  void equalContentsMakeEqualValues() {
    var bytes = Bytes.of(new byte[] {1, 2, 3});

    assertThat(bytes).isEqualTo(Bytes.of(new byte[] {1, 2, 3}));
    assertThat(bytes).hasSameHashCodeAs(Bytes.of(new byte[] {1, 2, 3}));
  }

  @Test
  void anyDifferenceMakesThemUnequal() {
    var bytes = Bytes.of(new byte[] {1, 2, 3});

    assertThat(bytes).isNotEqualTo(Bytes.of(new byte[] {9, 2, 3}));
    assertThat(bytes).isNotEqualTo(Bytes.of(new byte[] {1, 2, 9}));
    assertThat(bytes).isNotEqualTo(Bytes.of(new byte[] {1, 2}));
    assertThat(bytes).isNotEqualTo(Bytes.of(new byte[] {1, 2, 3, 0}));
    assertThat(bytes).isNotEqualTo("AQID");
    assertThat(bytes).isNotEqualTo(null);
    assertThat(bytes).doesNotHaveSameHashCodeAs(Bytes.of(new byte[] {1, 2, 9}));
  }

  @Test
  void sizeCountsBytes() {
    assertThat(Bytes.of(new byte[0]).size()).isZero();
    assertThat(Bytes.of(new byte[32]).size()).isEqualTo(32);
  }

  @Test
  void printsAsBase64Url() {
    assertThat(Bytes.of(new byte[] {(byte) 0xfb, (byte) 0xef, (byte) 0xff})).hasToString("--__");
  }
}
