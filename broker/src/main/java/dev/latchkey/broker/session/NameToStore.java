package dev.latchkey.broker.session;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;

/// A name frame and those fields of its header by which the store decides.
///
/// @param guard the session's guard as it was when the member was found to be one
public record NameToStore(
    MemberId member, Bytes frame, int epoch, Bytes instance, long counter, int guard) {}
