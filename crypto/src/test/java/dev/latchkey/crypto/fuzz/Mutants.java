package dev.latchkey.crypto.fuzz;

import dev.latchkey.crypto.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Inputs that are a few changes away from a seed; the same ones in every run.
final class Mutants {
  private static final int MOST_CHANGES = 4;
  private static final int LONGEST_PART = 48;
  private static final byte[] NOTHING = {};
  private static final byte[] TELLING = {
    0,
    1,
    0x7f,
    (byte) 0x80,
    (byte) 0xff,
    '0',
    '9',
    '-',
    '_',
    '.',
    ',',
    ':',
    ';',
    '=',
    '%',
    '#',
    ' ',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '~',
    '\n'
  };

  private final List<byte[]> seeds;
  private final Random random = new Random(1);

  Mutants(List<byte[]> seeds) {
    this.seeds = List.copyOf(seeds);
  }

  byte[] next() {
    byte[] mutant = seed();
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      mutant = changed(mutant);
    }
    return mutant;
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] changed(byte[] input) {
    int from = random.nextInt(input.length + 1);
    int to = from + random.nextInt(Math.min(LONGEST_PART, input.length - from) + 1);
    return switch (random.nextInt(5)) {
      case 0 -> replaced(input, from, to, NOTHING);
      case 1 -> replaced(input, from, from, new byte[] {telling()});
      case 2 -> replaced(input, from, Math.min(from + 1, input.length), new byte[] {telling()});
      case 3 -> replaced(input, to, to, Arrays.copyOfRange(input, from, to));
      default -> replaced(input, from, input.length, tailOf(seed(), from));
    };
  }

  private byte telling() {
    return random.nextBoolean()
        ? TELLING[random.nextInt(TELLING.length)]
        : (byte) random.nextInt(256);
  }

  private static byte[] tailOf(byte[] seed, int from) {
    return Arrays.copyOfRange(seed, Math.min(from, seed.length), seed.length);
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] part) {
    return Bytes.concat(
            Arrays.copyOf(input, from), part, Arrays.copyOfRange(input, to, input.length))
        .toByteArray();
  }
}
