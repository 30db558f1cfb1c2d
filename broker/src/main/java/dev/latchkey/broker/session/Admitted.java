package dev.latchkey.broker.session;

import java.time.Instant;

/// A member who has shown who it is.
///
/// @param expiresAt from then on it has to show it again
public record Admitted(Membership membership, Instant expiresAt) {}
