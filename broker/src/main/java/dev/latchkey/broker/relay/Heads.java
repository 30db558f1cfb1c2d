package dev.latchkey.broker.relay;

/// Where a channel and its session stand.
///
/// @param head sequence number of the channel's newest frame, 0 before the first
/// @param base see [Page#base]
/// @param size entries in the statement log
/// @param namesVersion version of the newest name frame, 0 before the first
public record Heads(long head, long base, int size, long namesVersion) {}
