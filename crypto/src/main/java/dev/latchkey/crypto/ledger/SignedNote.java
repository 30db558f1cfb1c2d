package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Text with the signatures of one or more keys under it, not yet verified. C2SP signed-note.
///
/// @param body what is signed: lines, each with its end
public record SignedNote(String body, List<NoteSignature> signatures) {
  public static final int MAX_SIGNATURES = 64;

  /// Enough for 16 of those signatures that need 5,000 bytes.
  public static final int MAX_CHARS = 131_072;

  private static final int CONTROLS = ' ';

  /// Throws [FormatException] for a body that is no lines of text, without signature, and with more
  /// than [#MAX_SIGNATURES].
  public SignedNote {
    signatures = List.copyOf(signatures);
    requireText(body);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new FormatException("note: want 1 to " + MAX_SIGNATURES + " signatures");
    }
  }

  /// Throws [FormatException] for anything but a note.
  public static SignedNote parse(String note) {
    requireText(note);
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new FormatException("note: want a blank line before the signatures");
    }
    String lines = note.substring(blank + 2);
    if (lines.chars().filter(point -> point == '\n').count() > MAX_SIGNATURES) {
      throw new FormatException("note: want at most " + MAX_SIGNATURES + " signatures");
    }
    return new SignedNote(
        note.substring(0, blank + 1), lines.lines().map(NoteSignature::parse).toList());
  }

  /// The note that consists of this body and the signatures of one log under its name, by each of
  /// its keys.
  public static String sign(String body, String name, List<SigningKey> keys) {
    return new SignedNote(body, keys.stream().map(key -> signature(body, name, key)).toList())
        .text();
  }

  private static NoteSignature signature(String body, String name, SigningKey key) {
    var signer = new NoteKey(name, key.verifyingKey());
    return new NoteSignature(name, signer.id(), Bytes.of(key.sign(body.getBytes(UTF_8))));
  }

  public String text() {
    var text = new StringBuilder(body).append('\n');
    signatures.forEach(signature -> text.append(signature.line()).append('\n'));
    return text.toString();
  }

  /// This note with one more signature at its end.
  public SignedNote with(NoteSignature signature) {
    return new SignedNote(body, Stream.concat(signatures.stream(), Stream.of(signature)).toList());
  }

  /// Those of the known keys that signed; unknown ones are ignored. Throws [InvalidNoteException]
  /// if there is none, if one signature under the name and ID of a known key is not its own, or if
  /// two known keys share both.
  public <K extends SignatureKey> Set<K> signers(List<K> known) {
    var signers = new LinkedHashSet<K>();
    for (var signature : signatures) {
      var named = new ArrayList<>(known);
      named.removeIf(key -> !signature.isOf(key));
      if (named.size() > 1) {
        throw new InvalidNoteException("note: want known keys that can be told apart");
      }
      for (K key : named) {
        if (!key.verifies(body, signature.value())) {
          throw new InvalidNoteException("note: want good signatures of known keys");
        }
        signers.add(key);
      }
    }
    if (signers.isEmpty()) {
      throw new InvalidNoteException("note: want a signature of a known key");
    }
    return signers;
  }

  private static void requireText(String text) {
    if (text.length() > MAX_CHARS || !text.endsWith("\n") || !UTF_8.newEncoder().canEncode(text)) {
      throw new FormatException("note: want at most " + MAX_CHARS + " characters in lines");
    }
    if (text.chars().anyMatch(point -> point < CONTROLS && point != '\n')) {
      throw new FormatException("note: want no control characters");
    }
  }
}
