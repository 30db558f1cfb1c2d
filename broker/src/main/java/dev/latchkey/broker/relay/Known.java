package dev.latchkey.broker.relay;

import java.util.SequencedMap;

/// What a client has of its session, and wants to go on from.
///
/// @param size entries of the statement log
/// @param namesVersion version of the names
/// @param channels to follow, each from the frame after this sequence number on
public record Known(long size, long namesVersion, SequencedMap<Integer, Long> channels) {}
