package dev.latchkey.broker.relay;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import java.time.Instant;
import java.util.OptionalLong;

/// A frame, those fields of its header by which the store decides, and the terms of the write.
///
/// @param covers for a replace: the frames up to this sequence number go
/// @param guard the session's guard as it was when the sender was found to be allowed to write
/// @param at when the broker took the frame
/// @param maxSessionBytes the most that the frames of the whole session may come to, after this
///     write
public record FrameToStore(
    Bytes frame,
    int epoch,
    MemberId sender,
    Bytes instance,
    long counter,
    Condition condition,
    OptionalLong covers,
    int guard,
    Instant at,
    long maxSessionBytes) {}
