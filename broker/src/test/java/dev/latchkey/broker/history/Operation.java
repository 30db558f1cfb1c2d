package dev.latchkey.broker.history;

/// What somebody asks of a session.
public sealed interface Operation {
  /// A host makes an invite for so many joins; for one, it can be redeemed once.
  record Invite(String invite, int uses) implements Operation {}

  /// A host revokes an invite.
  record Revoke(String invite) implements Operation {}

  /// A device redeems an invite, and is a member then.
  record Join(String member, String invite) implements Operation {}

  /// A host removes a member, and revokes the invite by which it came in.
  record Remove(String member) implements Operation {}

  /// A member writes a value behind all others.
  record Append(String member, String value) implements Operation {}

  /// A member reads all values after the first so many.
  record Read(String member, int after) implements Operation {}

  /// A member reads who is in.
  record Look(String member) implements Operation {}
}
