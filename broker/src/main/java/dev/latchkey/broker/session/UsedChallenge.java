package dev.latchkey.broker.session;

import java.time.Instant;

/// A challenge to take, by its hash. After `expiresAt` the challenge is refused by its age and the
/// store may forget it.
public record UsedChallenge(String hash, Instant expiresAt) {}
