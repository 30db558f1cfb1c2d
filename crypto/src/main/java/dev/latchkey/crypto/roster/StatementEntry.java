package dev.latchkey.crypto.roster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.Arrays;
import java.util.List;

/// One entry of a statement log, well formed: one JWS, or two over the same payload characters.
/// Nothing is said yet about the signatures; [Roster#apply] knows whose they must be.
/// FORMATS.md §7.
public final class StatementEntry {
  public static final int MAX_CHARS = 65_536;

  private final String text;
  private final List<CompactJws> signatures;
  private final Statement statement;
  private final Bytes hash;

  private StatementEntry(String text, List<CompactJws> signatures, Statement statement) {
    this.text = text;
    this.signatures = signatures;
    this.statement = statement;
    this.hash = Bytes.of(Hashes.sha256(text.getBytes(US_ASCII)));
  }

  /// Throws [FormatException], and nothing else, for every other text.
  public static StatementEntry parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw new FormatException("want at most " + MAX_CHARS + " characters");
    }
    var signatures =
        Arrays.stream(text.split(StatementKind.JOINT, -1))
            .map(jws -> CompactJws.parse(jws, MAX_CHARS))
            .toList();
    var kind = StatementKind.of(signatures.stream().map(CompactJws::typ).toList());
    var first = signatures.getFirst();
    if (!signatures.getLast().payloadText().equals(first.payloadText())) {
      throw new FormatException("want one payload under both signatures");
    }
    return new StatementEntry(text, signatures, StatementReader.read(kind, first));
  }

  public String text() {
    return text;
  }

  public Statement statement() {
    return statement;
  }

  /// By the key that the statement names first: the signer's, or the invite's.
  public CompactJws signature() {
    return signatures.getFirst();
  }

  /// Over the same payload, of a statement that has two; else the same as [#signature].
  public CompactJws countersignature() {
    return signatures.getLast();
  }

  /// What other statements call this one by.
  public Bytes hash() {
    return hash;
  }

  /// Whether the first signature names `kid` and is by `key`.
  boolean signedBy(String kid, VerifyingKey key) {
    return isBy(signatures.getFirst(), kid, key);
  }

  /// Whether the last signature, of the two of a pair, names `kid` and is by `key`.
  boolean countersignedBy(String kid, VerifyingKey key) {
    return isBy(signatures.getLast(), kid, key);
  }

  private static boolean isBy(CompactJws signature, String kid, VerifyingKey key) {
    return signature.kid().equals(kid) && signature.verify(key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatementEntry that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "StatementEntry[" + hash + "]";
  }
}
