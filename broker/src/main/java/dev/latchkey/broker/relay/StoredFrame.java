package dev.latchkey.broker.relay;

import dev.latchkey.crypto.Bytes;

/// A frame at its place in the channel.
public record StoredFrame(long seq, Bytes frame) {}
