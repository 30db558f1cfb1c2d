package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.regex.Pattern;

/// How large a tree was and which root it had, as its log says. C2SP tlog-checkpoint, without
/// extension lines.
///
/// @param origin which tree that is, and the name of the key that signs it
public record Checkpoint(String origin, long size, Bytes root) {
  private static final Pattern WEB_ORIGIN = Pattern.compile("https?://([!-~&&[^/+?#]]+)");

  /// Throws [FormatException] for an origin that cannot be the name of a key, a negative size, a
  /// root that is not 32 bytes, and another root of the empty tree than it has.
  public Checkpoint {
    KeyText.requireName(origin);
    if (size < 0) {
      throw new FormatException("size: want 0 to 2^63 - 1");
    }
    if (root.size() != MerkleTree.HASH_SIZE || (size == 0 && !root.equals(MerkleTree.EMPTY_ROOT))) {
      throw new FormatException("root: want 32 bytes, of the empty tree its own");
    }
  }

  /// Reads what [#body] writes and throws [FormatException] for anything else.
  public static Checkpoint parse(String body) {
    List<String> lines = List.of(body.split("\n", -1));
    if (lines.size() != 4 || !lines.getLast().isEmpty()) {
      throw new FormatException("checkpoint: want three lines");
    }
    return new Checkpoint(
        lines.get(0),
        Decimal.parse(lines.get(1)),
        Bytes.of(StandardBase64.decode(lines.get(2), MerkleTree.HASH_SIZE)));
  }

  /// Reads the checkpoint that this key signed. Throws [FormatException] if that is none, and
  /// [InvalidNoteException] if this key did not sign it or it is of another origin.
  public static Checkpoint open(String note, NoteKey key) {
    var signed = SignedNote.parse(note);
    signed.signers(List.of(key));
    var checkpoint = parse(signed.body());
    if (!checkpoint.origin.equals(key.name())) {
      throw new InvalidNoteException("checkpoint: want the origin that the key is named for");
    }
    return checkpoint;
  }

  /// Which tree the ledger of a session is. Throws [FormatException] unless the broker's origin is
  /// one of the web.
  public static String sessionOrigin(String brokerOrigin, SessionId sid) {
    String hash = Base64Url.encode(Hashes.sha256(sid.value().getBytes(US_ASCII)));
    return host(brokerOrigin) + "/s/" + hash;
  }

  /// Which tree a broker's log of all its sessions' checkpoints is. Throws as [#sessionOrigin].
  public static String logOrigin(String brokerOrigin) {
    return host(brokerOrigin) + "/log";
  }

  public String body() {
    return origin + "\n" + size + "\n" + StandardBase64.encode(root.toByteArray()) + "\n";
  }

  /// This checkpoint as a note with one signature.
  public String sign(SigningKey key) {
    return sign(List.of(key));
  }

  /// This checkpoint as a note with a signature of each key, in their order.
  public String sign(List<SigningKey> keys) {
    return SignedNote.sign(body(), origin, keys);
  }

  private static String host(String brokerOrigin) {
    var matcher = WEB_ORIGIN.matcher(brokerOrigin);
    if (!matcher.matches()) {
      throw new FormatException("origin: want http or https, a host, and perhaps a port");
    }
    return matcher.group(1);
  }
}
