package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.FormatException;

/// What a member may do. Auditors read the ledger and never the content.
public enum Role {
  HOST("host"),
  EDITOR("editor"),
  VIEWER("viewer"),
  AUDITOR("auditor");

  private final String wire;

  Role(String wire) {
    this.wire = wire;
  }

  /// The name used in statements and tokens.
  public String wire() {
    return wire;
  }

  /// What the role amounts to while a session is frozen: an editor reads, as a viewer does.
  public Role whileFrozen() {
    return this == EDITOR ? VIEWER : this;
  }

  /// Throws [FormatException] unless the text is exactly one of the names.
  public static Role fromWire(String wire) {
    for (Role role : values()) {
      if (role.wire.equals(wire)) {
        return role;
      }
    }
    throw new FormatException("role: want host, editor, viewer or auditor");
  }
}
