package dev.latchkey.broker.ledger;

import dev.latchkey.broker.BrokerException.InviteRefused;
import java.util.Locale;

/// Why a join was refused, for the hosts of the session. Its sender may be told less. FORMATS.md
/// §11.1.
public enum Refusal {
  /// Nothing shows that the sender holds the invite and the device key.
  BAD_PROOF,
  /// The invite token is none of ours for this invite, or has expired.
  BAD_TOKEN,
  USED,
  EXPIRED,
  REVOKED,
  /// A host has turned the device down.
  DECLINED,
  /// The session has its most members.
  FULL,
  OTHER;

  /// The reason that the joiner is told, in the words of the ledger.
  public static Refusal of(InviteRefused.Reason reason) {
    return switch (reason) {
      case USED -> USED;
      case EXPIRED -> EXPIRED;
      case REVOKED -> REVOKED;
      case CHANGED -> OTHER;
    };
  }

  /// In the words of the ledger.
  public String outcome() {
    return name().toLowerCase(Locale.ROOT);
  }
}
