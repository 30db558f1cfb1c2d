package dev.latchkey.broker.session;

/// How much a purge removed.
public record Purged(int sessions, int challenges) {}
