package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import java.util.List;

/// That something stands in a log, in one text: the place, the audit path and the checkpoint that
/// it leads to. C2SP tlog-proof.
///
/// @param hashes the path, at most [#MAX_HASHES] of 32 bytes each
/// @param checkpoint the note as the log signed it, not yet opened
public record TlogProof(long index, List<Bytes> hashes, String checkpoint) {
  public static final int MAX_HASHES = 63;

  private static final String HEAD = "c2sp.org/tlog-proof@v1\n";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /// Throws [FormatException] for a negative index, too many hashes, one of another size, and an
  /// empty checkpoint.
  public TlogProof {
    hashes = List.copyOf(hashes);
    if (index < 0 || checkpoint.isEmpty()) {
      throw new FormatException("proof: want an index and a checkpoint");
    }
    if (hashes.size() > MAX_HASHES || !hashes.stream().allMatch(MerklePath::isHash)) {
      throw new FormatException("proof: want at most " + MAX_HASHES + " hashes of 32 bytes");
    }
  }

  /// Reads a proof; the line of extra data that it may have vouches for nothing and is dropped.
  /// Throws [FormatException] for anything else.
  public static TlogProof parse(String text) {
    int blank = text.indexOf("\n\n");
    if (blank < 0 || text.length() > SignedNote.MAX_CHARS || !text.startsWith(HEAD)) {
      throw new FormatException("proof: want a tlog-proof of version 1");
    }
    // Not lines(), which takes more than a line feed for an end.
    var lines = List.of(text.substring(HEAD.length(), blank + 1).split("\n"));
    if (lines.getFirst().startsWith(EXTRA)) {
      StandardBase64.decode(lines.getFirst().substring(EXTRA.length()));
      lines = lines.subList(1, lines.size());
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new FormatException("proof: want an index");
    }
    if (lines.size() > 1 + MAX_HASHES) {
      throw new FormatException("proof: want at most " + MAX_HASHES + " hashes");
    }
    return new TlogProof(
        Decimal.parse(lines.getFirst().substring(INDEX.length())),
        lines.stream().skip(1).map(TlogProof::hash).toList(),
        text.substring(blank + 2));
  }

  public String text() {
    var text = new StringBuilder(HEAD).append(INDEX).append(index).append('\n');
    hashes.forEach(hash -> text.append(StandardBase64.encode(hash.toByteArray())).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }

  private static Bytes hash(String line) {
    return Bytes.of(StandardBase64.decode(line, MerkleTree.HASH_SIZE));
  }
}
