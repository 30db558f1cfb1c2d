package dev.latchkey.broker.witness;

import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.InvalidNoteException;
import dev.latchkey.crypto.ledger.NoteSignature;
import dev.latchkey.crypto.ledger.SignedNote;
import dev.latchkey.crypto.ledger.WitnessKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One witness, and how it gets on with our log. Asked by one thread at a time.
final class Witness {
  private static final Logger LOG = System.getLogger(Witness.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final int MOST_DOUBLINGS = 7; // a little over four minutes

  private final WitnessKey key;
  private final URI address;
  private final BrokerLog log;
  private final WitnessClient client;
  private volatile long known;
  private int failures;
  private long pausedUntil;
  private boolean isAsked;

  /// @param address its submission prefix
  Witness(WitnessKey key, URI address, BrokerLog log, WitnessClient client) {
    this.key = key;
    this.address = address;
    this.log = log;
    this.client = client;
  }

  WitnessKey key() {
    return key;
  }

  /// Whether it may be asked at this time of a clock that only goes forward.
  boolean isDueAt(long now) {
    return !isAsked && (failures == 0 || now - pausedUntil >= 0);
  }

  void asked() {
    isAsked = true;
  }

  /// Ends what [#asked] began. Whoever does not sign is left alone for a while, longer each time.
  void answered(boolean hasSigned, long now) {
    isAsked = false;
    if (hasSigned) {
      if (failures > 0) {
        LOG.log(Level.INFO, () -> "the witness " + key.name() + " signs again");
      }
      failures = 0;
    } else {
      if (failures == 0) {
        LOG.log(Level.WARNING, () -> "the witness " + key.name() + " does not sign; trying on");
      }
      int doublings = Math.min(failures++, MOST_DOUBLINGS);
      pausedUntil = now + FIRST_PAUSE.multipliedBy(1L << doublings).toNanos();
    }
  }

  /// Its verified signature under a checkpoint of the log; empty if it gives none.
  Optional<NoteSignature> cosign(Checkpoint checkpoint) throws IOException, InterruptedException {
    var note = log.sign(checkpoint);
    // Once with what it knew last, and once more if it knows something else.
    for (int tries = 0; tries < 2 && known <= checkpoint.size(); tries++) {
      switch (client.add(address, known, consistency(checkpoint.size()), note)) {
        case WitnessClient.Answer.Signed signed -> {
          var signature = verified(checkpoint, signed.lines());
          if (signature.isPresent()) {
            known = checkpoint.size();
          }
          return signature;
        }
        case WitnessClient.Answer.Knows(long size)
            when size == checkpoint.size() && size == known ->
            LOG.log(
                Level.ERROR,
                "the witness {0} has signed another log at size {1}: two brokers have one key, or"
                    + " the store is not the one that was written last",
                key.name(),
                size);
        case WitnessClient.Answer.Knows(long size) -> {
          known = size;
          if (size > checkpoint.size()) {
            LOG.log(
                Level.ERROR,
                "the witness {0} knows {1} entries of the log, the store has {2}: an older copy of"
                    + " the store was brought back",
                key.name(),
                size,
                checkpoint.size());
          }
        }
        case WitnessClient.Answer.Refused(int status) -> {
          LOG.log(Level.DEBUG, "the witness {0} answers {1}", key.name(), status);
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private List<Bytes> consistency(long size) {
    return known == 0 || known == size ? List.of() : log.consistency(known, size);
  }

  private Optional<NoteSignature> verified(Checkpoint checkpoint, String lines) {
    try {
      var signatures = lines.lines().map(NoteSignature::parse).toList();
      var signers = new SignedNote(checkpoint.body(), signatures).signers(List.of(key));
      return signatures.stream().filter(it -> signers.contains(key) && isOurs(it)).findFirst();
    } catch (FormatException | InvalidNoteException e) {
      LOG.log(Level.DEBUG, "the witness {0} gives no good signature", key.name());
      return Optional.empty();
    }
  }

  private boolean isOurs(NoteSignature signature) {
    return signature.name().equals(key.name()) && signature.keyId().equals(key.id());
  }
}
