package dev.latchkey.broker.session;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;

/// The newest name frame of a member.
public record StoredName(MemberId member, Bytes frame, long version) {}
