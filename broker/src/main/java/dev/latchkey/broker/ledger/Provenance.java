package dev.latchkey.broker.ledger;

import java.util.Optional;

/// By which request an act came.
///
/// @param request the broker's name of the request; empty if it came by none
/// @param details what is recorded of whoever sent it
public record Provenance(String request, Optional<SaltedDetails> details) {
  /// Of what was not asked for by a request of this broker's.
  public static final Provenance NONE = new Provenance("", Optional.empty());
}
