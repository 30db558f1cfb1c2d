package dev.latchkey.broker.live;

import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.relay.Channels;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What all connections share.
///
/// @param nanoTime a clock that only goes forward, as [System#nanoTime]
/// @param outboxBytes how far a client may lag
record LiveServices(
    Handshake handshake,
    Rooms rooms,
    Channels channels,
    Limits limits,
    SecureRandom random,
    InstantSource clock,
    LongSupplier nanoTime,
    int outboxBytes) {}
