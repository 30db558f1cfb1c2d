package dev.latchkey.broker.session;

import java.time.Duration;

/// What this broker grants, the same for every session.
///
/// @param origin the broker's own origin, which tokens, statements and proofs name
/// @param lifetime how long sessions live
/// @param maxMembers the most members that are not removed
/// @param inviteLifetime the furthest expiry of an invite
/// @param inviteTokenLifetime how long an invite token is good for
/// @param accessTokenLifetime how long an access token is good for
public record Terms(
    String origin,
    Lifetime lifetime,
    int maxMembers,
    Duration inviteLifetime,
    Duration inviteTokenLifetime,
    Duration accessTokenLifetime) {}
