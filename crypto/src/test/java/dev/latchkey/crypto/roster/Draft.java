package dev.latchkey.crypto.roster;

/// A statement that is still being written.
@FunctionalInterface
interface Draft {
  String entry();
}
