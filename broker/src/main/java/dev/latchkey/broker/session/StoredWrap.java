package dev.latchkey.broker.session;

import dev.latchkey.crypto.Bytes;

/// The key of an epoch, wrapped to one recipient.
public record StoredWrap(int epoch, WrapRecipient recipient, Bytes wrap) {}
