package dev.latchkey.broker.interleaving;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameBody;
import dev.latchkey.crypto.seal.FrameOpener;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.HashMap;
import java.util.Map;

/// What comes out the same whoever reads it, worked out once for all readers of a session: an entry
/// behind a log, a frame under a key.
final class Readings {
  private final Map<Entry, Roster> rosters = new HashMap<>();
  private final Map<Sealed, FrameBody> bodies = new HashMap<>();

  private record Entry(Bytes before, String text) {}

  private record Sealed(Frame frame, EpochKey key, VerifyingKey sender) {}

  Roster apply(Roster roster, String text) {
    return rosters.computeIfAbsent(
        new Entry(roster.logHash(), text), it -> roster.apply(StatementEntry.parse(it.text())));
  }

  /// Throws [dev.latchkey.crypto.wrap.OpenFailedException] as the opener does.
  FrameBody open(Roster roster, Frame frame, EpochKey key, VerifyingKey sender) {
    return bodies.computeIfAbsent(
        new Sealed(frame, key, sender), _ -> FrameOpener.open(roster.sid(), frame, key, sender));
  }
}
