package dev.latchkey.broker.session;

/// What came of creating a session.
public enum CreateResult {
  CREATED,
  /// There is one of this ID.
  EXISTS,
  /// Its creator has as many as they may have.
  TOO_MANY
}
