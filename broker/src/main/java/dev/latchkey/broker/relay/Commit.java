package dev.latchkey.broker.relay;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.seal.FrameHeader;

/// A frame that was stored just now.
///
/// @param logSize entries of the statement log that judge it; there may be more by now
public record Commit(FrameHeader header, long seq, Bytes frame, int logSize) {}
