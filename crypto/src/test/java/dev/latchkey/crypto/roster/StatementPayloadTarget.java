package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.Choice;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.stream.Collectors;

/// Whatever was signed, a statement that is read says what its own writing says again. Input: the
/// kind, then the payload.
public final class StatementPayloadTarget implements FuzzTarget {
  private static final SigningKey KEY = TestSession.ANA.signing();
  private static final String KID = TestSession.ANA.id().value();

  @Override
  public List<byte[]> seeds() {
    return Seeds.inputs("statement")
        .map(in -> in.required("text").textValue())
        .flatMap(text -> unlessRefused(FormatException.class, () -> parse(text)).stream())
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    Choice.of(input, List.of(StatementKind.values()))
        .flatMap(
            choice ->
                unlessRefused(
                    FormatException.class,
                    () -> StatementEntry.parse(signed(choice.chosen(), choice.rest()))))
        .map(StatementEntry::statement)
        .ifPresent(
            statement ->
                assertThat(StatementEntry.parse(written(statement)).statement())
                    .isEqualTo(statement));
  }

  @Override
  public int mutants() {
    return 300;
  }

  private static byte[] parse(String text) {
    var kind = StatementKind.of(StatementEntry.parse(text).statement());
    return Choice.seed(kind.ordinal(), CompactJws.parse(text.split("~")[0], 65_536).payload());
  }

  private static String signed(StatementKind kind, byte[] payload) {
    return kind.typs().stream()
        .map(typ -> CompactJws.sign(typ, KID, payload, KEY))
        .collect(Collectors.joining(StatementKind.JOINT));
  }

  private static String written(Statement statement) {
    return switch (statement) {
      case Statement.Genesis genesis -> StatementWriter.write(genesis, KEY);
      case Statement.HostStatement host -> StatementWriter.write(host, KEY);
      case Statement.Join join -> StatementWriter.write(join, KEY, KEY);
      case Statement.Move move -> StatementWriter.write(move, KEY, KEY);
      case Statement.Compared compared -> StatementWriter.write(compared, KEY);
    };
  }
}
