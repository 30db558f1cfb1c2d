package dev.latchkey.crypto.seal;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.Choice;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;
import java.util.stream.Stream;

/// A body, with its links and covers, is its one encoding. Input: the kind, then the body.
public final class FrameBodyTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Stream.of(FrameKind.APPEND, FrameKind.REPLACE)
        .flatMap(
            kind ->
                Seeds.bytes("body", "body").stream().map(body -> Choice.seed(kind.ordinal(), body)))
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    Choice.of(input, List.of(FrameKind.values()))
        .ifPresent(
            choice ->
                unlessRefused(
                        FormatException.class,
                        () -> FrameBody.parse(choice.chosen(), choice.rest()))
                    .ifPresent(body -> assertThat(body.encode()).isEqualTo(choice.rest())));
  }
}
