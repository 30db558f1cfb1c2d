package dev.latchkey.broker.session;

import dev.latchkey.crypto.Bytes;
import java.util.List;

/// Whoever begins a session, as far as it matters how many they have.
///
/// @param pseudonyms of their network, under each key of now, the newest first: the session is kept
///     under that, and counted under all
/// @param most how many sessions they may have
public record Creator(List<Bytes> pseudonyms, int most) {
  public Creator {
    pseudonyms = List.copyOf(pseudonyms);
    if (pseudonyms.isEmpty()) {
      throw new IllegalArgumentException("a creator has a pseudonym");
    }
  }

  /// Under which the session is kept.
  public Bytes pseudonym() {
    return pseudonyms.getFirst();
  }
}
