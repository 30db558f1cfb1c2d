package dev.latchkey.crypto.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An input whose first byte chooses among several parsers.
public record Choice<T>(T chosen, byte[] rest) {
  /// Empty for an empty input.
  public static <T> Optional<Choice<T>> of(byte[] input, List<T> from) {
    return input.length == 0
        ? Optional.empty()
        : Optional.of(
            new Choice<>(
                from.get(Byte.toUnsignedInt(input[0]) % from.size()),
                Arrays.copyOfRange(input, 1, input.length)));
  }

  /// A seed that chooses the parser of this number.
  public static byte[] seed(int number, byte[] rest) {
    byte[] seed = new byte[rest.length + 1];
    seed[0] = (byte) number;
    System.arraycopy(rest, 0, seed, 1, rest.length);
    return seed;
  }
}
